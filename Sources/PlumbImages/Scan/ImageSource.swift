import PlumbImageFacts
import PlumbLabels

/// Where an image was found.
package enum FoundImage: Sendable, Hashable {
  /// In a regular file.
  case file(path: String)
  /// In a regular file whose name differs in letter case or Unicode form.
  ///
  /// With what differs, in words.
  case lookalike(path: String, difference: String)
  /// In a regular file that was just written, with its bytes, which need not be read again.
  case written(path: String, bytes: [UInt8])
  /// In memory, and nowhere else on this machine.
  case bytes([UInt8])
}

/// The result of looking for an image, with the memory that it takes.
struct FetchedMaterial: Sendable {
  let found: Result<FoundImage, ImageFailure>

  init(_ found: Result<FoundImage, ImageFailure>) { self.found = found }

  /// The bytes of the image in memory.
  var byteCount: Int {
    switch found {
    case .success(.bytes(let bytes)), .success(.written(_, let bytes)): bytes.count
    case .success(.file), .success(.lookalike), .failure: 0
    }
  }
}

/// Finds the images of a manifest: in a folder, or wherever else they are.
package protocol ImageSource: Sendable {
  /// The number of threads that wait for images at a time; 0 if finding one needs no waiting.
  var waitingThreads: Int { get }

  /// What is said once about where the images are; complete once all were looked for.
  var notes: [String] { get }

  /// Finds one image.
  ///
  /// Blocking; called on many threads at once.
  ///
  /// - Returns: where it is, or the reason for the failure.
  func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure>
}

extension ImageSource {
  /// Nothing by default.
  package var notes: [String] { [] }
}

extension ImageFolder: ImageSource {
  /// 0: a disk needs no waiting.
  package var waitingThreads: Int { 0 }

  /// Finds the file of an image; see ``path(_:)``.
  package func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure> {
    place(reference).map { place in
      place.difference.map { .lookalike(path: place.path, difference: $0) }
        ?? .file(path: place.path)
    }
  }
}
