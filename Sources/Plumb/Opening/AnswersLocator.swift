import PlumbLabels
import PlumbReports
import PlumbSystem

/// Finds the workers' answers that belong to a manifest, or that `--answers` names.
package struct AnswersLocator {
  /// The folder that answers are read from; nothing outside it is read.
  package let folder: String
  /// Where in it the iterations of each kind of file are.
  package let sources: [AnswerSource: String]

  /// Searches a given folder: the job's output folder, its `annotations`, or the folder with the
  /// iterations itself.
  ///
  /// - Throws: `ReportError` if there is no such folder, or no answers are there.
  package init(named folder: String) throws(ReportError) {
    let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    guard JobLocator.isFolder(folder) else {
      throw ReportError("\(folder): no such folder; check the path of --answers.")
    }
    guard let found = AnswersLocator(in: folder) ?? AnswersLocator(iterationsIn: folder) else {
      throw ReportError(
        "\(folder): no workers' answers found (tried \(Self.tried)); pass the job's output folder.")
    }
    self = found
  }

  /// Searches near a manifest: where the service puts it, three folders below the job's, or where
  /// people put it after a download.
  ///
  /// - Returns: nil if no answers are there.
  package init?(manifest path: String) {
    guard
      let found = Self.jobFolders(of: path).lazy.compactMap({
        AnswersLocator(in: $0, bases: ["annotations/"])
      }).first
    else { return nil }
    self = found
  }

  /// The places searched in a folder, for messages.
  package static let tried = AnswerSource.allCases.map { "annotations/\($0.folder)" }
    .joined(separator: ", ")

  private init?(in folder: String, bases: [String] = ["annotations/", ""]) {
    for base in bases {
      let sources = AnswerSource.allCases.filter {
        JobLocator.isFolder("\(folder)/\(base)\($0.folder)")
      }
      if sources.isEmpty { continue }
      self.folder = folder
      self.sources = Dictionary(uniqueKeysWithValues: sources.map { ($0, base + $0.folder) })
      return
    }
    return nil
  }

  /// A folder that contains the iterations directly: folders of objects, or files.
  private init?(iterationsIn folder: String) {
    let iterations = FolderListing.names(of: folder).filter { $0.hasPrefix("iteration-") }.sorted()
    guard let first = iterations.first else { return nil }
    let names = FolderListing.names(of: "\(folder)/\(first)").filter { !$0.hasPrefix(".") }
    let hasFolders = names.contains { JobLocator.isFolder("\(folder)/\(first)/\($0)") }
    self.folder = folder
    sources = [hasFolders ? .workerResponse : .consolidationRequest: ""]
  }

  /// The folders that may be the job's, the likeliest first.
  private static func jobFolders(of manifest: String) -> [String] {
    var folders: [String] = []
    for path in [manifest, resolvedPath(manifest)].compactMap(\.self) {
      let places = JobLocator.places + [JobLocator.place(ofManifest: path)].compactMap(\.self)
      for place in places where path.hasSuffix("/\(place)") {
        folders.append(String(path.dropLast(place.count + 1)))
      }
      for place in places where path == place { folders.append(".") }
      folders.append(JobLocator.parent(path))
    }
    return folders.map { $0.isEmpty ? "/" : $0 }
  }
}
