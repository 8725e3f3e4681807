import PlumbImages
import PlumbLabels
import PlumbSystem

/// Downloads images on the threads that want them, each image once, even if several threads want it
/// at the same time.
///
/// Safe to share between threads. An image that cannot be downloaded is requested once per run.
package final class SharedDownloads: Sendable {
  /// A download in progress; nil until it is finished.
  private typealias Download = Monitor<Result<FetchedImage, StoreError>?>

  private let fetcher: Fetcher
  private let keeps: Bool
  /// Downloads under way, and failures.
  private let downloads = Monitor<[Fingerprint: Download]>([:])

  /// The maximum size of files that are passed on with their content, in bytes.
  private static let memory = 4 << 20

  /// Prepares the downloads; nothing is requested yet.
  ///
  /// - Parameter keeps: Whether images become files in the fetcher's folder.
  package init(_ fetcher: Fetcher, keeps: Bool) {
    self.fetcher = fetcher
    self.keeps = keeps && fetcher.folder != nil
  }

  /// How many images are downloaded at the same time, from 1 to 256.
  package var connections: Int { min(max(1, fetcher.options.concurrency), 256) }

  /// Downloads an image, or waits for another thread that does so.
  ///
  /// Blocking. Bytes that are not kept go to all callers that ask while they are being downloaded;
  /// a later call downloads them again.
  package func fetch(_ reference: ImageReference) -> Result<FetchedImage, StoreError> {
    guard let object = ObjectName(reference) else {
      return fetcher.fetchOne(reference, keep: keeps)
    }
    let (download, isMine) = claim(object)
    if isMine { return finish(download, of: object, reference: reference) }
    return download.wait(stop: fetcher.stop) { $0 }
      ?? .failure(StoreError(.stopped, at: object.uri, because: "stopped"))
  }

  private func claim(_ object: ObjectName) -> (download: Download, isMine: Bool) {
    downloads.change { downloads in
      if let known = downloads[object.fingerprint] { return (known, false) }
      let download = Download(nil)
      downloads[object.fingerprint] = download
      return (download, true)
    }
  }

  private func finish(
    _ download: Download, of object: ObjectName, reference: ImageReference
  ) -> Result<FetchedImage, StoreError> {
    let result = fetcher.fetchOne(reference, keep: keeps, memory: Self.memory)
    download.change { $0 = result }
    // A file is known to the folder from now on.
    if case .success = result { downloads.change { $0[object.fingerprint] = nil } }
    return result
  }
}
