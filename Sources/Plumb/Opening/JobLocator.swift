import PlumbReports
import PlumbSystem

/// Finds the manifest that a JOB argument means.
package enum JobLocator {
  /// Where a job's output folder keeps its manifest, and where people put it after a download.
  package static let places = [
    "manifests/output/output.manifest", "output/output.manifest", "output.manifest",
    "manifests/output/output.manifest.gz", "output.manifest.gz",
  ]

  /// The path of the manifest.
  ///
  /// - Parameter job: A file, `-`, or a job's output folder.
  /// - Throws: `ReportError` if a folder holds no manifest.
  package static func manifest(_ job: String) throws(ReportError) -> String {
    guard isFolder(job) else { return job }
    let folder = job.hasSuffix("/") ? String(job.dropLast()) : job
    if let found = places.first(where: { isFile("\(folder)/\($0)") }) {
      return "\(folder)/\(found)"
    }
    let manifests = FolderListing.names(of: folder).filter { $0.hasSuffix(".manifest") }.sorted()
    if manifests.count == 1 { return "\(folder)/\(manifests[0])" }
    throw ReportError(noManifest(folder, manifests))
  }

  private static func noManifest(_ folder: String, _ manifests: [String]) -> String {
    if manifests.isEmpty {
      return "\(folder): no manifest in this folder (tried \(places.joined(separator: ", "))). "
        + "Pass the job's output folder or its output.manifest."
    }
    return "\(folder) contains several manifests: \(manifests.prefix(10).joined(separator: ", ")). "
      + "Pass one of them."
  }

  /// The label category file of the job whose manifest this is; nil if there is none.
  package static func categories(_ manifest: String) -> String? {
    let place = places.first { manifest.hasSuffix("/" + $0) || manifest == $0 }
    let root = place.map { String(manifest.dropLast($0.count)) } ?? parent(manifest) + "/"
    let file = root + "annotation-tool/data.json"
    return isFile(file) ? file : nil
  }

  /// The folders of a job beside that of its manifest.
  private static let parts = [
    "annotations/consolidated-annotation/", "annotations/worker-response/",
    "annotations/intermediate/", "annotation-tool/",
  ]

  /// The output folder of the job that another of its files belongs to; nil if the path does not
  /// show it.
  package static func folder(ofPart path: String) -> String? {
    for part in parts {
      if path.hasPrefix(part) { return "." }
      let pieces = path.split(separator: "/" + part, maxSplits: 1, omittingEmptySubsequences: false)
      if pieces.count == 2 { return pieces[0].isEmpty ? "/" : String(pieces[0]) }
    }
    return nil
  }

  /// The folder that a path lies in.
  package static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The size of a regular file in bytes; nil for anything else.
  package static func size(of path: String) -> Int? {
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(facts.st_size)
  }

  /// Whether two paths lead to the same file.
  package static func isSameFile(_ left: String, _ right: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(left, &one) == 0 && stat(right, &other) == 0 && one.st_dev == other.st_dev
      && one.st_ino == other.st_ino
  }

  /// The name of a JOB in messages and reports.
  package static func name(_ job: String) -> String {
    let path = JobPlace.isRemote(job) ? job : (try? manifest(job)) ?? job
    return path == "-" ? "standard input" : path
  }

  /// Whether a path leads to a folder.
  package static func isFolder(_ path: String) -> Bool { mode(path) == S_IFDIR }
  package static func isFile(_ path: String) -> Bool { mode(path) == S_IFREG }

  private static func mode(_ path: String) -> mode_t? {
    var facts = stat()
    return stat(path, &facts) == 0 ? facts.st_mode & S_IFMT : nil
  }

}
