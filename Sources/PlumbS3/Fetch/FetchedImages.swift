import PlumbImageFacts
import PlumbImages
import PlumbLabels

/// Images that are downloaded when they are asked for, unless they are in a folder already.
package struct FetchedImages: ImageSource {
  private let downloads: SharedDownloads
  private let folder: ImageFolder?

  /// One per connection: each thread downloads one image after the other.
  package var waitingThreads: Int { downloads.connections }

  /// Prepares the downloads; nothing is requested yet.
  ///
  /// - Parameters:
  ///   - fetcher: Downloads; with a folder of its own where images are to be kept.
  ///   - folder: Where images may already be; nil if there is no such folder.
  ///   - keeps: Whether what is downloaded becomes a file in the fetcher's folder.
  package init(fetcher: Fetcher, folder: ImageFolder?, keeps: Bool) {
    downloads = SharedDownloads(fetcher, keeps: keeps)
    self.folder = folder
  }

  /// Finds an image in the folder, or downloads it.
  ///
  /// - Returns: the file, its bytes, or both, or the reason for the failure.
  package func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure> {
    if let path = folder?.existing(reference) { return .success(.file(path: path)) }
    switch downloads.fetch(reference) {
    case .success(.file(let path)): return .success(.file(path: path))
    case .success(.written(let path, let bytes)):
      return .success(.written(path: path, bytes: bytes))
    case .success(.bytes(let bytes)): return .success(.bytes(bytes))
    case .failure(let error): return .failure(ImageFailure(error))
    }
  }
}

extension ImageFailure {
  /// Why an image was not downloaded.
  init(_ error: StoreError) {
    let code: ImageFailureCode =
      switch error.code {
      case .notFound: .missing
      case .accessDenied: .accessDenied
      case .tooLarge: .tooLarge
      default: .notFetched
      }
    self.init(code, error.message)
  }
}
