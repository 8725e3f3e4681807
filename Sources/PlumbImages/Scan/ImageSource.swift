import PlumbLabels

/// Where an image was found.
public enum FoundImage: Sendable, Hashable {
  /// In a regular file.
  case file(path: String)
  /// In memory, and nowhere else on this machine.
  case bytes([UInt8])
}

/// Finds the images of a manifest: in a folder, or wherever else they are.
public protocol ImageSource: Sendable {
  /// How many threads shall wait for images at a time; 0 where finding one does not mean waiting.
  var waitingThreads: Int { get }

  /// Finds one image.
  ///
  /// Blocking; called on many threads at once.
  ///
  /// - Returns: where it is, or why it cannot be had.
  func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure>

  /// Learns which images will be asked for, and in which order; a later call may be ignored.
  func expect<References: RandomAccessCollection<ImageReference> & Sendable>(
    _ references: References
  ) where References.Index == Int
}

extension ImageSource {
  /// What is at hand needs no preparation.
  public func expect<References: RandomAccessCollection<ImageReference> & Sendable>(
    _ references: References
  ) where References.Index == Int {}
}

extension ImageFolder: ImageSource {
  /// A disk is not waited for.
  public var waitingThreads: Int { 0 }

  /// Finds the file of an image; see ``path(_:)``.
  public func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure> {
    path(reference).map { .file(path: $0) }
  }
}
