import PlumbLabels
import PlumbStores

/// Images that are downloaded before they are asked for, unless they are in a folder already.
public struct FetchedImages: ImageSource {
  private let readAhead: ReadAhead
  private let folder: ImageFolder?

  /// As many as there are connections: so many large images can be waited for, and those that came
  /// meanwhile are looked at all the same.
  public var waitingThreads: Int { readAhead.connections }

  /// Prepares the downloads; nothing is asked for yet.
  ///
  /// - Parameters:
  ///   - fetcher: Downloads; with a folder of its own where images are to be kept.
  ///   - folder: Where images may lie already; nil where there is no such folder.
  ///   - keeps: Whether what is downloaded becomes a file in the fetcher's folder.
  public init(fetcher: Fetcher, folder: ImageFolder?, keeps: Bool) {
    readAhead = ReadAhead(fetcher, keeps: keeps)
    self.folder = folder
  }

  /// Begins to download; only the first call does anything.
  public func expect<References: RandomAccessCollection<ImageReference> & Sendable>(
    _ references: References
  ) where References.Index == Int {
    readAhead.start(references) { [folder] reference in
      if case .success = folder?.path(reference) { true } else { false }
    }
  }

  /// Finds an image in the folder, or downloads it.
  ///
  /// - Returns: the file, its bytes where it is not kept, or why it cannot be had.
  public func find(_ reference: ImageReference) -> Result<FoundImage, ImageFailure> {
    if case .success(let path) = folder?.path(reference) { return .success(.file(path: path)) }
    switch readAhead.fetch(reference) {
    case .success(.file(let path)): return .success(.file(path: path))
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
