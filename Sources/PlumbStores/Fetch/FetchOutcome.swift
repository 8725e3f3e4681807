import PlumbLabels

/// An image to download, and where the manifest names it.
public struct FetchRequest: Sendable, Hashable {
  /// The line of the manifest, from 1.
  public var line: Int
  /// What stands there.
  public var reference: ImageReference

  /// Asks for one image.
  public init(line: Int, reference: ImageReference) {
    self.line = line
    self.reference = reference
  }
}

/// An image that was not downloaded.
public struct FetchFailure: Sendable, Hashable {
  /// The first line of the manifest that names it, from 1.
  public var line: Int
  /// What stands there.
  public var uri: String
  /// Why, with the service's own words.
  public var error: StoreError
}

/// How far a download is.
public struct FetchProgress: Sendable, Hashable {
  /// Images that are there, or have failed for good.
  public internal(set) var done = 0
  /// Images to download, without repeats.
  public internal(set) var total = 0
  /// Bytes received for images that are complete.
  public internal(set) var bytes = 0
  /// Images that have failed for good; such as may be tried again are not among them.
  public internal(set) var failures = 0
  /// The seconds since the beginning.
  public internal(set) var seconds = 0.0

  /// Bytes a second since the beginning.
  public var bytesPerSecond: Double { seconds > 0 ? Double(bytes) / seconds : 0 }
}

/// What came of a download.
public struct FetchOutcome: Sendable {
  /// Images asked for, without repeats.
  public internal(set) var total = 0
  /// Images that were there already: they were not asked for.
  public internal(set) var present = 0
  /// Images that were downloaded.
  public internal(set) var fetched = 0
  /// The bytes of these.
  public internal(set) var bytes = 0
  /// Every image that is not there, by its line.
  public internal(set) var failures: [FetchFailure] = []
  /// The buckets that were given up as a whole, with the reason.
  public internal(set) var stoppedBuckets: [(bucket: String, error: StoreError)] = []
  /// Why the run ended before its time; nil where it did not.
  public internal(set) var stopped: StoreError?
  /// Whether the end was asked for.
  public internal(set) var isInterrupted = false
}

/// An image that was downloaded alone.
public enum FetchedImage: Sendable, Hashable {
  /// The path of its file.
  case file(String)
  /// The path of the file that was just written, and its bytes, which need not be read again.
  case written(String, [UInt8])
  /// Its bytes; nothing was written.
  case bytes([UInt8])
}
