import PlumbText
import Synchronization

/// The region of each bucket, as learned from responses; shared by all threads of a run.
package final class BucketRegions: Sendable {
  private let start: String
  private let known = Mutex<[ByteString: String]>([:])

  /// Begins without knowing a bucket.
  ///
  /// - Parameter start: The region to ask first, see ``AWSSettings/startRegion``.
  package init(start: String) { self.start = start }

  /// The region that requests to a bucket are signed for.
  package func region(of bucket: String) -> String {
    known.withLock { $0[ByteString(bucket)] } ?? start
  }

  /// Remembers where a bucket is; what is no name of a region is left alone.
  package func learn(_ region: String, of bucket: String) {
    guard AWSRegion.isName(region) else { return }
    known.withLock { $0[ByteString(bucket)] = region }
  }

  /// Begins a request to a bucket, which may be sent to another region once.
  package func correction(for bucket: String) -> RegionCorrection {
    RegionCorrection(bucket: bucket, regions: self)
  }
}

/// One request on its way to the right region.
package struct RegionCorrection: Sendable {
  /// What an answer means for the region.
  package enum Advice: Sendable, Hashable {
    /// No change.
    case none
    /// Send the request again, signed for ``RegionCorrection/region``.
    case again
    /// The region is wrong and the answer does not say which is right: send a HEAD request for the
    /// bucket, and hand its answer to ``RegionCorrection/advice(onBucket:)``.
    case askBucket
  }

  /// The region to sign for.
  package private(set) var region: String
  private let bucket: String
  private let regions: BucketRegions
  private var isCorrected = false

  init(bucket: String, regions: BucketRegions) {
    self.bucket = bucket
    self.regions = regions
    region = regions.region(of: bucket)
  }

  /// Learns from the answer to the request; says `none` once a correction was made.
  package mutating func advice(on answer: HTTPAnswer) -> Advice {
    switch RegionHint(answer) {
    case .none: .none
    case .region(let name): correct(name) ? .again : .none
    case .elsewhere: isCorrected ? .none : .askBucket
    }
  }

  /// Learns from the answer to the HEAD request for the bucket, whatever its status.
  package mutating func advice(onBucket answer: HTTPAnswer) -> Advice {
    guard let name = RegionHint.header(answer) else { return .none }
    return correct(name) ? .again : .none
  }

  private mutating func correct(_ name: String) -> Bool {
    guard !isCorrected, AWSRegion.isName(name), ByteString(name) != ByteString(region) else {
      return false
    }
    isCorrected = true
    region = name
    regions.learn(name, of: bucket)
    return true
  }
}

/// What an answer says about the region of a bucket.
enum RegionHint: Equatable {
  /// Nothing, or that it is the right one.
  case none
  /// The bucket is there; not checked.
  case region(String)
  /// The bucket is somewhere else.
  case elsewhere

  /// Error codes of an answer 400 that are about the region.
  private static let codes = ["AuthorizationHeaderMalformed", "IllegalLocationConstraintException"]

  /// Reads an answer: the field `x-amz-bucket-region`, then `<Region>` in the body.
  init(_ answer: HTTPAnswer) {
    let document = S3ErrorDocument(answer.body)
    switch answer.status {
    case 301, 307: break
    // The answer to a HEAD request has no body, and so no code.
    case 400 where answer.body.isEmpty || Self.codes.contains(document.code ?? ""): break
    default:
      self = .none
      return
    }
    let named = Self.header(answer) ?? document.region
    self = named.map { .region($0) } ?? .elsewhere
  }

  /// The value of `x-amz-bucket-region`.
  static func header(_ answer: HTTPAnswer) -> String? {
    answer.fields.first { $0.name.lowercased() == "x-amz-bucket-region" }?.value
  }
}
