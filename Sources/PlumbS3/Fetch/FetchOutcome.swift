import PlumbLabels

/// An image to download, and where the manifest names it.
package struct FetchRequest: Sendable, Hashable {
  /// The line of the manifest, from 1.
  package var line: Int
  /// The image on that line.
  package var reference: ImageReference

  /// Asks for one image.
  package init(line: Int, reference: ImageReference) {
    self.line = line
    self.reference = reference
  }
}

/// An image that was not downloaded.
package struct FetchFailure: Sendable, Hashable {
  /// The first line of the manifest that names it, from 1.
  package var line: Int
  /// The location of the image.
  package var uri: String
  /// Why, with the service's own words.
  package var error: StoreError
}

/// How far a download is.
package struct FetchProgress: Sendable, Hashable {
  /// Images that are there, or have failed for good.
  package internal(set) var done = 0
  /// Images to download, without repeats.
  package internal(set) var total = 0
  /// Bytes received for images that are complete.
  package internal(set) var bytes = 0
  /// Images that have failed for good; such as may be tried again are not among them.
  package internal(set) var failures = 0
  /// The seconds since the beginning.
  package internal(set) var seconds = 0.0

  /// Bytes a second since the beginning.
  package var bytesPerSecond: Double { seconds > 0 ? Double(bytes) / seconds : 0 }
}

/// What came of a download.
package struct FetchOutcome: Sendable {
  /// Requested images, without repeats.
  package internal(set) var total = 0
  /// Images that were already present; not requested.
  package internal(set) var present = 0
  /// Images that were downloaded.
  package internal(set) var fetched = 0
  /// The bytes of these.
  package internal(set) var bytes = 0
  /// Every image that is not there, by its line.
  package internal(set) var failures: [FetchFailure] = []
  /// The buckets that were given up as a whole, with the reason.
  package internal(set) var stoppedBuckets: [(bucket: String, error: StoreError)] = []
  /// Why the run ended before its time; nil if it did not.
  package internal(set) var stopped: StoreError?
  /// Whether the run was cancelled.
  package internal(set) var isInterrupted = false
}

/// An image that was downloaded alone.
package enum FetchedImage: Sendable, Hashable {
  /// The path of its file.
  case file(String)
  /// The path of the file that was just written, and its bytes, which need not be read again.
  case written(String, [UInt8])
  /// Its bytes; nothing was written.
  case bytes([UInt8])
}
