import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbSystem
import PlumbText

/// Finds what a job is compared with: another attribute, another job, or a file of labels.
package struct TruthLocator {
  /// The value of `--with`.
  let name: String
  /// The label attribute of another job; nil for the latest.
  let attribute: String?
  /// The column of the labels in a file; nil to find it by its name.
  let column: String?
  /// How the job itself was opened.
  let options: Job.Options

  /// - Parameters:
  ///   - name: An attribute, a file of labels, or another job.
  ///   - attribute: The label attribute of another job; nil for the latest.
  ///   - column: The column of the labels in a file; nil to find it by its name.
  ///   - options: How the job itself was opened.
  package init(name: String, attribute: String?, column: String?, options: Job.Options) {
    (self.name, self.attribute, self.column, self.options) = (name, attribute, column, options)
  }

  /// The reference labels, matched to the rows of the job, and the other job that they come from,
  /// if any.
  ///
  /// - Throws: `ReportError` if they contain nothing of the job, or the error that makes them
  ///   unreadable.
  package func match(_ job: Job) throws -> (truth: MatchedTruth, job: Job?) {
    let other = try isOtherAttribute(of: job) ? nil : otherJob()
    return (try truth(job, other), other)
  }

  private func isOtherAttribute(of job: Job) -> Bool {
    job.labels.attributes.contains { ByteString($0.name) == ByteString(name) }
  }

  private func truth(_ job: Job, _ otherJob: Job?) throws -> MatchedTruth {
    if let other = job.otherLabels.first(where: {
      ByteString($0.attribute.name) == ByteString(name)
    }) {
      return try explained { () throws(FormatError) in try MatchedTruth(other, job.labels) }
    }
    if job.labels.labelling.attributes.contains(where: { ByteString($0) == ByteString(name) }) {
      throw ReportError(
        "'\(name)' is the attribute being compared; pass another one, or use --attribute.")
    }
    if let attribute = job.labels.attributes.first(where: {
      ByteString($0.name) == ByteString(name)
    }) {
      throw refusal(of: attribute, in: job)
    }
    if let otherJob {
      let kind = otherJob.labels.labelling.kind
      guard Set<LabelKind>.oneClass.contains(kind) else {
        throw Self.refusal(
          of: displayText(name, limit: 80), kind, option: "--with-attribute")
      }
      return try explained { () throws(FormatError) in
        try MatchedTruth(otherJob.labels, job.labels)
      }
    }
    let bytes = try file(job)
    return try explained { () throws(FormatError) in
      try MatchedTruth(try TruthLabels(parsing: bytes, column: column), job.labels)
    }
  }

  /// Why an attribute of the manifest was not read as a reference.
  private func refusal(of attribute: LabelAttribute, in job: Job) -> ReportError {
    let name = "'\(displayText(name, limit: 80))'"
    if attribute.kind == .single {
      return ReportError(
        "\(name) was not read, because \(job.name) has many label attributes; name the manifest as "
          + "another job: --with \(shellWord(job.location)) --with-attribute \(shellWord(self.name))"
      )
    }
    return Self.refusal(of: name, attribute.kind, option: "--with")
  }

  /// Why labels of a kind are no reference.
  private static func refusal(
    of subject: String, _ kind: LabelKind?, option: String
  ) -> ReportError {
    let holds = kind.map(\.holds) ?? "labels that Plumb does not read"
    return ReportError(
      "\(subject) holds \(holds), but labels can only be compared with one class per image; choose "
        + "another label attribute with \(option) NAME, or pass a table of images and labels: "
        + "--with truth.csv")
  }

  /// Another job, if the name is the folder, manifest or location of one.
  private func otherJob() throws -> Job? {
    guard JobPlace.isRemote(name) || JobLocator.isFolder(name) || isManifest() else {
      if let attribute {
        throw ReportError("\(name) is not a job, so it has no attribute '\(attribute)'.")
      }
      return nil
    }
    var options = options
    options.attributes = attribute.map { [$0] } ?? []
    return try Job(at: name, options)
  }

  private func isManifest() -> Bool {
    guard let source = try? InputFile.open(name) else { return false }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    // A source may give a few bytes at first; a line of a manifest is never longer.
    while bytes.count < 1 << 20, !bytes.contains(0x0A) {
      let count = room.withUnsafeMutableBytes { try? source.read(into: $0) } ?? 0
      if count == 0 { break }
      bytes += room[..<count]
    }
    return TruthLabels.isManifest(bytes)
  }

  private func file(_ job: Job) throws -> [UInt8] {
    do {
      return try WholeFile.bytes(name)
    } catch let error as InputError {
      let names = job.otherLabels.map { "'\($0.attribute.name)'" }.joined(separator: ", ")
      let others = names.isEmpty ? "no other label attribute" : "the label attributes \(names)"
      throw ReportError(
        "\(error) It is not an attribute of \(job.name) either, which has \(others).")
    }
  }

  private func explained<Value>(_ body: () throws(FormatError) -> Value) throws -> Value {
    do throws(FormatError) {
      return try body()
    } catch {
      throw ReportError("\(name): \(error).")
    }
  }
}
