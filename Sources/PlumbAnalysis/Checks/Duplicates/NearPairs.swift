import PlumbImageFacts
import PlumbLabels
import PlumbSystem

/// Images that look alike.
///
/// Two images do where their perceptual hashes differ in at most `radius` bits, their difference
/// hashes, which are made in another way, in at most `verification` bits, and their mean colours
/// hardly. On 964 photographs with their known copies these limits found no wrong pair. Copies of one file count
/// once, and images with hardly anything in them not at all: these all look alike.
struct NearPairs {
  static let radius = Threshold(
    "radius", whole: 6, in: 0...12,
    meaning:
      "two images are near-duplicates if their perceptual hashes (pHash, 64 bits) differ in at most "
      + "this many bits")
  static let verification = Threshold(
    "verification", whole: 10, in: 0...64,
    meaning: "and their difference hashes (dHash) differ in at most this many bits")
  static let colour = Threshold(
    "colour", 0.06, in: 0...1,
    meaning: "and their mean red, green and blue (0 to 1) each differ by at most this")
  static let thresholds = [radius, verification, colour]

  /// Two images.
  struct Pair {
    var row: Int
    var other: Int
    /// The bits in which their perceptual hashes differ.
    var distance: Int
  }

  /// For each image, the nearest earlier one that does not have another label, the nearest first.
  private(set) var agreeing: [Pair] = []
  /// For each image whose label is not that of most that look like it, the nearest one with another
  /// label, the nearest first.
  private(set) var conflicting: [Pair] = []
  /// How many groups of several images there are.
  private(set) var groupCount = 0
  /// Images that were not compared, since there is hardly anything in them.
  private(set) var plainCount = 0

  init(among images: ImageMeasurements, evidence: CheckEvidence, thresholds: Thresholds) {
    let candidates = candidates(images)
    let alike = Likeness(images, candidates: candidates, thresholds: thresholds)
    var sets = DisjointSets(count: candidates.count)
    var agreeing = [Pair?](repeating: nil, count: candidates.count)
    var conflicting = agreeing
    let index = HashIndex(candidates.map { images.images[$0].perceptualHash })
    index.forEachPair(within: thresholds.whole(Self.radius)) { later, earlier, distance in
      guard alike.confirms(later, earlier) else { return }
      sets.join(later, earlier)
      let (row, other) = (images.rows[candidates[later]], images.rows[candidates[earlier]])
      let pair = Pair(row: row, other: other, distance: distance)
      if evidence.conflict([row, other]) {
        pair.replace(&conflicting[later])
        Pair(row: other, other: row, distance: distance).replace(&conflicting[earlier])
      } else {
        pair.replace(&agreeing[later])
      }
    }
    let groups = sets.groups()
    groupCount = groups.count
    self.agreeing = agreeing.compactMap(\.self).sorted(by: Pair.comesFirst)
    let odd = groups.flatMap { group in
      evidence.oddLabels(group.map { images.rows[candidates[$0]] })
    }
    let isOdd = Set(odd)
    self.conflicting = conflicting.compactMap(\.self).filter { isOdd.contains($0.row) }
      .sorted(by: Pair.comesFirst)
  }

  /// One image of each file, without those that have hardly anything in them.
  private mutating func candidates(_ images: ImageMeasurements) -> [Int] {
    var seen: Set<ContentHash> = []
    let distinct = images.images.indices.filter {
      seen.insert(images.images[$0].contentHash).inserted
    }
    let full = distinct.filter { images.images[$0].entropy >= MeasuredImage.leastEntropy }
    plainCount = distinct.count - full.count
    return full
  }

  var details: [FindingDetail] {
    [
      FindingDetail("groups", .whole(groupCount)),
      FindingDetail("not_compared", .whole(plainCount)),
    ]
  }
}

/// Confirms by other measures that images with similar hashes look alike.
private struct Likeness {
  private let hashes: [UInt64]
  private let colours: [SIMD3<Float>]
  private let hashLimit: Int
  private let colourLimit: Float

  init(_ images: ImageMeasurements, candidates: [Int], thresholds: Thresholds) {
    hashes = candidates.map { images.images[$0].differenceHash }
    colours = candidates.map { images.images[$0].meanColour }
    hashLimit = thresholds.whole(NearPairs.verification)
    colourLimit = Float(thresholds[NearPairs.colour])
  }

  func confirms(_ left: Int, _ right: Int) -> Bool {
    let difference = colours[left] - colours[right]
    return (hashes[left] ^ hashes[right]).nonzeroBitCount <= hashLimit
      && max(difference.max(), -difference.min()) <= colourLimit
  }
}

extension NearPairs.Pair {
  /// Takes the place of a pair that is less alike.
  fileprivate func replace(_ pair: inout Self?) {
    if let known = pair, (known.distance, known.other) <= (distance, other) { return }
    pair = self
  }

  fileprivate static func comesFirst(_ left: Self, _ right: Self) -> Bool {
    (left.distance, left.row) < (right.distance, right.row)
  }

  /// How alike they are, for a note.
  var distanceText: FindingText {
    distance == 0 ? "looks the same as" : "differs by \(distance, "bit") from"
  }
}
