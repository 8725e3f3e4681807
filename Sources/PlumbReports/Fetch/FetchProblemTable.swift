import PlumbS3
import PlumbSystem
import PlumbText

/// The list of images that were not downloaded, as `fetch-problems.csv`.
package struct FetchProblemTable: Sendable {
  private let failures: [FetchFailure]

  /// The name of the file in the images' folder.
  package static let fileName = "fetch-problems.csv"

  /// The names of the columns, in their order.
  package static let columns = [
    "line", "image", "code", "message", "status", "service_code", "request_id",
  ]

  /// Lists failures in their order.
  package init(_ failures: [FetchFailure]) { self.failures = failures }

  /// Writes the list into a folder; where there is nothing to list, an older one is removed.
  ///
  /// - Returns: The path, or nil if there is no file.
  /// - Throws: `OutputError` if the file cannot be written.
  package func write(to folder: String) throws(OutputError) -> String? {
    let path = "\(folder)/\(Self.fileName)"
    if failures.isEmpty {
      OutputFile.removeStale(path)
      return nil
    }
    let file = try OutputFile(path: path)
    try append(CSVText.record(Self.columns), to: file)
    for failure in failures { try append(CSVText.record(Self.cells(failure)), to: file) }
    try file.commit()
    return path
  }

  private static func cells(_ failure: FetchFailure) -> [String] {
    let error = failure.error
    return [
      String(failure.line), failure.uri, error.code.rawValue, error.message,
      error.status.map(String.init) ?? "", error.serviceCode ?? "", error.requestID ?? "",
    ]
  }

  private func append(_ text: String, to file: OutputFile) throws(OutputError) {
    var outcome: Result<Void, OutputError> = .success(())
    Array(text.utf8).withUnsafeBytes { bytes in
      do throws(OutputError) { try file.write(bytes) } catch { outcome = .failure(error) }
    }
    try outcome.get()
  }
}
