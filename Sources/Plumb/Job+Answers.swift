import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbSystem

extension Job {
  /// The workers' answers; nil if none belong to the job.
  ///
  /// - Parameters:
  ///   - folder: The folder that holds them, on disk or in S3; nil for the one that the manifest lies
  ///     in.
  ///   - progress: Called with the number of files read and the total.
  /// - Throws: `ReportError` if the named folder holds no answers, or the error that keeps all of
  ///   them from being read.
  public func answers(
    in folder: String? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> LoadedVotes? {
    for reader in try answerReaders(folder) {
      let outcome = try reader.reader.read(for: labels, progress: progress)
      if let outcome { return LoadedVotes(outcome, folder: reader.folder) }
    }
    guard let folder else { return nil }
    throw ReportError(
      "\(folder): no workers' answers found (tried \(AnswersLocator.tried)); check that the copy of "
        + "the folder is complete.")
  }

  /// The readers to try, likeliest place first.
  private func answerReaders(
    _ folder: String?
  ) throws -> [(reader: AnswerReader, folder: String)] {
    if let folder, JobPlace.isRemote(folder) { return try remoteReaders(folder) }
    if let folder { return [try reader(AnswersLocator(named: folder))] }
    if access != nil {
      return try RemoteJob.folder(ofManifest: location).map { try remoteReaders($0) } ?? []
    }
    return try file.flatMap { AnswersLocator(manifest: $0) }.map { [try reader($0)] } ?? []
  }

  private func reader(_ place: AnswersLocator) throws -> (reader: AnswerReader, folder: String) {
    let files = try FolderAnswerFiles(path: place.folder)
    return (AnswerReader(files, folders: place.sources), place.folder)
  }

  /// The job's output folder in S3, or its `annotations`.
  private func remoteReaders(
    _ folder: String
  ) throws -> [(reader: AnswerReader, folder: String)] {
    let place = ReferenceForm.location(folder)
    let prefix = place.utf8.last == UInt8(ascii: "/") ? place : place + "/"
    guard let store = try s3().stores.store(of: prefix) else {
      throw ReportError("\(folder): unsupported location; pass a folder or s3://….")
    }
    let files = StoreAnswerFiles(store, prefix: prefix)
    return ["annotations/", ""].map { base in
      let sources = AnswerSource.allCases.map { ($0, base + $0.folder) }
      let folders = Dictionary(uniqueKeysWithValues: sources)
      return (AnswerReader(files, folders: folders, threads: Self.requests), folder)
    }
  }

  /// The number of concurrent requests.
  private static let requests = 32
}
