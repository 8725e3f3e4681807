import PlumbLabels
import PlumbS3
import PlumbText

/// Searches a folder in S3 that holds no final manifest: for iterations of an unfinished job, and for
/// jobs.
struct JobFolders {
  private let store: S3Store
  private let folder: String

  /// nil if a location is not in S3, so that nothing can be listed.
  init?(_ store: any ByteStore, _ location: String) {
    guard let store = store as? S3Store, ReferenceForm.isObject(location.utf8) else { return nil }
    self.store = store
    folder = location.utf8.last == UInt8(ascii: "/") ? location : location + "/"
  }

  /// Where the manifests of the iterations are, the newest first.
  func iterations() -> [String] {
    for base in ["manifests/intermediate/", "intermediate/"] {
      let names = JobLocator.iterations(names(in: folder + base))
      if !names.isEmpty { return names.map { "\(folder)\(base)\($0)/output.manifest" } }
    }
    return []
  }

  /// How many folders are looked into, one request each.
  private static let mostFolders = 100

  /// The output folders of jobs directly in the folder.
  func jobs() -> [String] {
    names(in: folder).prefix(Self.mostFolders).map { "\(folder)\($0)/" }
      .filter { names(in: $0).contains { ByteString($0) == "manifests" } }
  }

  /// The folders in a folder; none without the right to list, which is no failure of its own: the
  /// manifest itself was not found before.
  private func names(in folder: String) -> [String] { (try? store.folders(in: folder)) ?? [] }
}
