import PlumbAnalysis
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
  /// - Throws: ``FolderOfJobs`` if a folder holds jobs, `ReportError` if it holds no manifest.
  package static func manifest(_ job: String) throws -> String {
    guard isFolder(job) else { return job }
    let folder = job.count > 1 && job.hasSuffix("/") ? String(job.dropLast()) : job
    if let found = manifest(in: folder) { return found }
    let manifests = FolderListing.names(of: folder).filter { $0.hasSuffix(".manifest") }.sorted()
    if manifests.count == 1 { return "\(folder)/\(manifests[0])" }
    let jobs = manifests.isEmpty ? jobs(below: folder) : []
    guard jobs.isEmpty else { throw FolderOfJobs(folder: job, jobs: jobs) }
    throw ReportError(noManifest(folder, manifests))
  }

  /// The manifest of a job's output folder: the final one, else that of the newest iteration.
  private static func manifest(in folder: String) -> String? {
    if let found = places.first(where: { isFile("\(folder)/\($0)") }) {
      return "\(folder)/\(found)"
    }
    let isIntermediate = folder.split(separator: "/").last == "intermediate"
    for base in ["/manifests/intermediate", "/intermediate"] + (isIntermediate ? [""] : []) {
      let iterations = iterations(FolderListing.names(of: folder + base))
      let paths = iterations.lazy.map { "\(folder)\(base)/\($0)/output.manifest" }
      if let newest = paths.first(where: isFile) { return newest }
    }
    return nil
  }

  /// Those names that are numbers of iterations, the newest first.
  package static func iterations(_ names: [String]) -> [String] {
    names.compactMap { name in isIteration(name) ? Int(name).map { ($0, name) } : nil }
      .sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map(\.1)
  }

  private static func isIteration(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// How many folders are searched for jobs, and how deep: someone may pass a whole disk.
  private static let (mostFolders, deepest) = (2_000, 3)

  /// The output folders of jobs below a folder, by their paths.
  private static func jobs(below folder: String) -> [String] {
    var (jobs, searched): ([String], Int) = ([], 0)
    var level = [folder]
    for _ in 0..<deepest {
      var next: [String] = []
      for parent in level where searched < mostFolders {
        for name in FolderListing.names(of: parent).sorted() where !name.hasPrefix(".") {
          let path = parent == "/" ? "/\(name)" : "\(parent)/\(name)"
          guard searched < mostFolders, isFolder(path) else { continue }
          searched += 1
          if manifest(in: path) == nil { next.append(path) } else { jobs.append(path) }
        }
      }
      level = next
    }
    return jobs.sorted()
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
    let root =
      place(ofManifest: manifest).map { String(manifest.dropLast($0.count)) } ?? parent(manifest)
      + "/"
    let file = root + "annotation-tool/data.json"
    return isFile(file) ? file : nil
  }

  /// Where in a job's output folder a manifest is; nil if it is elsewhere.
  package static func place(ofManifest path: String) -> String? {
    places.first { path.hasSuffix("/" + $0) || path == $0 } ?? intermediatePlace(of: path)?.place
  }

  /// Whether a job is finished, as the path of its manifest shows it.
  ///
  /// - Returns: nil if the manifest is not in a job's output folder, or is not its newest.
  package static func stage(ofManifest path: String) -> JobStage? {
    let final = places.filter { $0.hasPrefix("manifests/") }
    if final.contains(where: { path == $0 || path.hasSuffix("/" + $0) }) { return .finished }
    guard let (place, iteration) = intermediatePlace(of: path) else { return nil }
    let root = path.dropLast(place.count)
    return places.contains { isFile(root + $0) } ? nil : .iteration(iteration)
  }

  /// The place of an iteration's manifest, and the iteration; nil for any other path.
  private static func intermediatePlace(of path: String) -> (place: String, iteration: Int)? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).suffix(4)
    let inside = Array(parts.suffix(3))
    guard inside.count == 3, inside[0] == "intermediate", isIteration(inside[1]),
      let iteration = Int(inside[1]), inside[2] == "output.manifest"
    else { return nil }
    let isWhole = parts.count == 4 && parts.first == "manifests"
    return ((isWhole ? Array(parts) : inside).joined(separator: "/"), iteration)
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
