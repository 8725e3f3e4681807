import CSimdjson

/// Reads the lines of one chunk into columns.
///
/// A value of its own per chunk, so chunks are read side by side.
struct ChunkParser {
  private let json: JSONLineParser
  private(set) var records = ChunkRecords()

  init(json: JSONLineParser) { self.json = json }

  /// Reads every line of a chunk.
  ///
  /// - Parameter chunk: Whole lines; `JSONLineParser.slack` more bytes behind it are readable.
  mutating func parse(_ chunk: UnsafeRawBufferPointer) {
    var start = 0
    while start < chunk.count {
      let rest = UnsafeRawBufferPointer(rebasing: chunk[start...])
      let newline = indexOfNewline(rest)
      let length = newline ?? rest.count
      records.lineCount += 1
      if newline != nil { noteCarriageReturn(rest[..<length].last) }
      parseLine(UnsafeRawBufferPointer(rebasing: rest[..<length]))
      start += length + 1
    }
  }

  private mutating func noteCarriageReturn(_ last: UInt8?) {
    guard last == UInt8(ascii: "\r"), records.firstCRLF == nil else { return }
    records.firstCRLF = records.lineCount
  }

  private mutating func parseLine(_ bytes: UnsafeRawBufferPointer) {
    if bytes.allSatisfy(isBlank) { return }
    records.recordCount += 1
    records.lastRecordIsInvalidJSON = false
    if bytes.count > LineChunker.maximumLineLength {
      refuseTooLongLine()
      return
    }
    do throws(JSONLineFailure) {
      try json.parse(bytes) { fields, loneSurrogates in
        read(fields, loneSurrogates: loneSurrogates)
      }
    } catch {
      refuse(error, bytes)
    }
  }

  /// Takes note of one line that was too long to be kept in a chunk.
  mutating func takeTooLongLine() {
    records.lineCount += 1
    records.recordCount += 1
    refuseTooLongLine()
  }

  private mutating func refuseTooLongLine() {
    problem(.lineTooLong, "the line is longer than 1 MiB")
  }

  private mutating func refuse(_ failure: JSONLineFailure, _ bytes: UnsafeRawBufferPointer) {
    switch failure {
    case .invalidUTF8: problem(.invalidUTF8, "the line is not valid UTF-8")
    case .tooDeep: problem(.tooDeep, "more than 128 levels of nesting")
    case .notAnObject: problem(.notAnObject, "the line is JSON, but not an object")
    case .invalid:
      records.lastRecordIsInvalidJSON = true
      let carriageReturn = bytes.dropLast().contains(UInt8(ascii: "\r"))
      let hint = carriageReturn ? "; it holds CR line ends, convert them to LF" : ""
      problem(.invalidJSON, "the line is not one JSON value" + hint)
    }
  }

  private mutating func problem(_ code: ProblemCode, _ message: String) {
    records.problems.append(line: records.lineCount, code, message)
  }

  // MARK: One record

  private mutating func read(_ fields: JSONFields, loneSurrogates: Bool) {
    let outer = OuterFields(fields)
    if let key = outer.repeatedKey {
      problem(.duplicateKey, "the key \"\(shown(key))\" stands twice; the last one is used")
    }
    guard let reference = reference(outer, loneSurrogates: loneSurrogates) else { return }
    if loneSurrogates {
      problem(.loneSurrogate, "an escaped lone surrogate is shown as U+FFFD with its digits")
    }
    let row = UInt32(records.rowLines.count)
    records.rowLines.append(UInt32(records.lineCount))
    records.references.append(reference)
    records.referenceHashes.append(hashBytes(reference))
    for pair in outer.pairs { read(pair, row: row) }
  }

  /// The image's reference where it is one that can be used; else the line is refused.
  private mutating func reference(
    _ outer: OuterFields, loneSurrogates: Bool
  ) -> UnsafeRawBufferPointer? {
    guard let text = outer.sourceRef?.string else {
      refuseWithoutReference(outer)
      return nil
    }
    if loneSurrogates, holdsReplacement(text) {
      problem(.badSourceRef, "source-ref holds a lone surrogate, which no S3 key can")
      return nil
    }
    switch judgeReference(text) {
    case .object: break
    case .withoutScheme: records.rowsWithoutScheme.append(UInt32(records.rowLines.count))
    case .refused(let code, let message):
      problem(code, message)
      return nil
    }
    if hasControlCharacters(text) {
      problem(.controlCharacters, "source-ref holds control or invisible characters")
    }
    return text
  }

  private mutating func refuseWithoutReference(_ outer: OuterFields) {
    if let field = outer.sourceRef {
      problem(.noSourceRef, "source-ref is \(describe(field)), not text")
    } else if outer.hasTextSource {
      problem(.otherTaskType, "the line labels a text (key \"source\"), not an image")
    } else {
      problem(.noSourceRef, "the line has no source-ref")
    }
  }

  // MARK: One label

  private mutating func read(_ pair: OuterFields.Pair, row: UInt32) {
    let metadata = MetadataFields(pair.metadata)
    guard isImageClassification(metadata) else {
      readOther(pair, metadata, row: row)
      return
    }
    guard let label = pair.label else { return }
    let attribute = attributeNumber(pair.name)
    if let key = metadata.repeatedKey {
      problem(.duplicateKey, "the key \"\(shown(key))\" stands twice; the last one is used")
    }
    var warnings: [(ProblemCode, String)] = []
    let outcome = ImageClassification.read(label: label, metadata: metadata) {
      warnings.append(($0, $1))
    }
    switch outcome {
    case .success(let label): append(label, to: attribute, row: row)
    case .failure(let refusal):
      warnings.append((.noClassName, refusal.message))
      records.attributes[attribute].entries.append(row: row, state: .refused, id: 0)
    }
    for (code, message) in warnings {
      records.attributes[attribute].problems.append(line: records.lineCount, code, message)
    }
  }

  private mutating func append(_ label: ParsedLabel, to attribute: Int, row: UInt32) {
    let classID = records.tables.classes.intern(label.className)
    let jobID = label.job.map { records.tables.jobs.intern($0) } ?? -1
    records.attributes[attribute].entries
      .append(row: row, label: label, classID: classID, jobID: jobID)
  }

  /// The type is compared as bytes first, since it is the same on nearly every line.
  private func isImageClassification(_ metadata: MetadataFields) -> Bool {
    guard let type = metadata.type?.string else { return false }
    return equalBytes(type, "groundtruth/image-classification")
  }

  private mutating func readOther(
    _ pair: OuterFields.Pair, _ metadata: MetadataFields, row: UInt32
  ) {
    if let reason = metadata.failureReason?.string, metadata.className == nil {
      let id = records.tables.reasons.intern(reason)
      let attribute = attributeNumber(pair.name)
      records.attributes[attribute].entries.append(row: row, state: .failed, id: id)
    } else if pair.label != nil, let text = metadata.type?.string,
      let type = labelType(of: String(decoding: text, as: UTF8.self))
    {
      let id = records.tables.types.intern(type.name)
      let attribute = attributeNumber(pair.name)
      records.attributes[attribute].entries.append(row: row, state: .otherType, id: id)
    }
  }

  private mutating func attributeNumber(_ name: UnsafeRawBufferPointer) -> Int {
    let number = records.names.intern(name)
    if number == records.attributes.count { records.attributes.append(ChunkRecords.Attribute()) }
    return number
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0D
}

private func shown(_ bytes: UnsafeRawBufferPointer) -> String {
  String(decoding: bytes.prefix(60), as: UTF8.self)
}

/// Whether U+FFFD, which ``LenientLine`` puts in place of a lone surrogate, stands in a text.
private func holdsReplacement(_ bytes: UnsafeRawBufferPointer) -> Bool {
  String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{FFFD}")
}
