import CSimdjson

/// Reads the lines of one chunk into columns.
///
/// There is one per chunk, so chunks are read in parallel.
struct ChunkParser {
  private let json: JSONLineParser
  private(set) var records = ChunkRecords()

  private var shape = LineShape()
  /// The shape's number; the parser counts from 1.
  private var shapeNumber: UInt64 = 0
  /// The shapes of lines before the last one, by their numbers: jobs that were put into one file have
  /// a few in turns.
  private var shapes: [UInt64: LineShape] = [:]
  private static let mostShapes = 64
  private var judge = ImageReferenceValidator()
  /// A reference in its usual form, where the line has another.
  private var rewritten = ChunkBytes(count: 0)

  /// Names of values that are read although they have no metadata.
  private let bare: [String]

  init(json: JSONLineParser, reading bare: [String] = []) {
    (self.json, self.bare) = (json, bare)
  }

  /// Reads every line of a chunk.
  ///
  /// - Parameter chunk: Whole lines; `JSONLineParser.slack` more bytes behind it are readable.
  mutating func parse(_ chunk: UnsafeRawBufferPointer) {
    records.reserve(bytes: chunk.count)
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
    if isBlank(bytes) { return }
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
      if shape.mayHoldErrors { noteRekognitionErrors(bytes) }
    } catch {
      refuse(error, bytes)
    }
  }

  /// Records a line that was too long for a chunk.
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
    case .invalidUTF8:
      problem(.invalidUTF8, "the line is not valid UTF-8")
      noteNextStep(
        "If it is Western European text of Windows: iconv -f WINDOWS-1252 -t UTF-8 MANIFEST "
          + "> utf8.manifest")
    case .tooDeep: problem(.tooDeep, "more than 128 levels of nesting")
    case .notAnObject: refuseValue(bytes)
    case .invalid:
      records.lastRecordIsInvalidJSON = true
      let diagnosis = JSONDiagnosis(bytes, findsNextStep: records.nextStep == nil)
      problem(.invalidJSON, diagnosis?.message ?? "the line is not a single JSON value")
      noteNextStep(diagnosis?.nextStep)
    }
  }

  private mutating func refuseValue(_ bytes: UnsafeRawBufferPointer) {
    let isEncodedTwice = JSONScanner(bytes).isEncodedTwice
    problem(
      .notAnObject,
      isEncodedTwice ? JSONCause.encodedTwice.words : "the line is JSON, but not an object")
    noteNextStep(isEncodedTwice ? JSONCause.encodedTwice.nextStep(for: bytes) : nil)
  }

  private mutating func noteNextStep(_ words: String?) {
    guard let words, records.nextStep == nil else { return }
    records.nextStep = .init(line: records.lineCount, words: words)
  }

  private mutating func problem(_ code: ProblemCode, _ message: String) {
    records.problems.append(line: records.lineCount, code, message)
  }

  /// Records the errors of a line that is used; nearly no line has the key, so it is read again.
  private mutating func noteRekognitionErrors(_ bytes: UnsafeRawBufferPointer) {
    guard records.rowLines.last == UInt32(records.lineCount) else { return }
    do throws(JSONLineFailure) {
      let messages = try json.parseDocument(bytes) { line, _ in rekognitionErrors(line) }
      for message in messages { problem(.rekognitionError, message) }
    } catch {
      // The line was read before, so it is read this time too.
    }
  }

  // MARK: One record

  private mutating func read(_ fields: JSONFields, loneSurrogates: Bool) {
    if fields.shape != shapeNumber { change(to: fields) }
    if let key = shape.repeatedKey { noteRepeated(key) }
    guard let reference = reference(fields, loneSurrogates: loneSurrogates) else { return }
    if loneSurrogates {
      problem(.loneSurrogate, "an escaped lone surrogate is shown as U+FFFD with its digits")
    }
    let row = UInt32(records.rowLines.count)
    records.rowLines.append(UInt32(records.lineCount))
    records.references.append(reference)
    records.referenceHashes.append(hashBytes(reference))
    for pair in shape.pairs.indices { read(pair, fields, row: row) }
    if records.attributes.isEmpty { records.unreadKeys.add(fields, line: records.lineCount) }
  }

  /// Takes the shape of a line whose keys differ from those of the line before.
  private mutating func change(to fields: JSONFields) {
    if shapes.count == Self.mostShapes { shapes.removeAll() }
    shapes[shapeNumber] = shape
    shape = shapes[fields.shape] ?? LineShape(fields, reading: bare)
    shapeNumber = fields.shape
  }

  private mutating func noteRepeated(_ key: String) {
    problem(.duplicateKey, "duplicate key \"\(shortened(key))\"; the last one is used")
  }

  /// The image's reference if it can be used; otherwise the line is refused.
  private mutating func reference(
    _ fields: JSONFields, loneSurrogates: Bool
  ) -> UnsafeRawBufferPointer? {
    guard let written = shape.sourceRef.flatMap({ fields[$0].string }) else {
      refuseWithoutReference(fields)
      return nil
    }
    let text = usualForm(written)
    if loneSurrogates, holdsReplacement(text) {
      problem(.badSourceRef, "source-ref contains a lone surrogate, which an S3 key cannot")
      return nil
    }
    let isPrintable = isPrintableASCII(text)
    switch judge.judge(text, isPrintable: isPrintable) {
    case .object: records.hasObjects = true
    case .elsewhere: records.rowsElsewhere.append(UInt32(records.rowLines.count))
    case .webImage: noteUnreachable(text)
    case .refused(let code, let message):
      problem(code, message)
      return nil
    }
    if !isPrintable, hasControlCharacters(text) {
      problem(.controlCharacters, "source-ref contains control or invisible characters")
    }
    return text
  }

  /// The reference as it is kept; in the parser's memory, or in ours where it was written otherwise.
  private mutating func usualForm(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    if bytes.first == UInt8(ascii: "s") { return bytes }
    guard let usual = ReferenceForm.usual(bytes) else { return bytes }
    records.rewrittenReferences += 1
    if rewritten.count < usual.count {
      rewritten = ChunkBytes(count: usual.count)
    }
    return rewritten.fill(usual)
  }

  private mutating func noteUnreachable(_ text: UnsafeRawBufferPointer) {
    if let reason = unreachableReason(text) { problem(.unreachableImage, reason) }
  }

  private mutating func refuseWithoutReference(_ fields: JSONFields) {
    if let index = shape.sourceRef {
      problem(.noSourceRef, "source-ref is \(describe(fields[index])), not a string")
    } else if let index = shape.textSource, fields[index].string != nil {
      problem(.otherTaskType, "the line labels a text (key \"source\"), not an image")
    } else if let name = fields.misspelled("source-ref") {
      problem(.noSourceRef, "the line has no source-ref, but '\(shortened(name))'")
      noteNextStep(renaming(name, to: "source-ref"))
    } else {
      problem(.noSourceRef, "the line has no source-ref")
    }
  }

  // MARK: One label

  private mutating func read(_ pair: Int, _ fields: JSONFields, row: UInt32) {
    let metadata = MetadataFields(fields: fields, shape: shape.pairs[pair].metadata)
    let label = LabelFields(fields: fields, value: shape.pairs[pair].label, metadata: metadata)
    if let reason = metadata.failureReason, metadata.className == nil {
      guard let text = reason.string else { return }
      records.begin(attribute: attributeNumber(pair), row: row)
      return records.appendFailure(text)
    }
    guard let type = shape.pairs[pair].isBare ? BareValue(label) : type(of: label) else { return }
    records.begin(attribute: attributeNumber(pair), row: row)
    if type.kind != nil, let key = metadata.shape.repeatedKey { noteRepeated(key) }
    type.read(label, into: &records)
  }

  /// How a label is read; nil if these are no label's metadata.
  ///
  /// The type is compared as bytes first, since it is the same on nearly every line.
  private func type(of label: LabelFields) -> (any LabelType)? {
    let hasClassName = label.metadata.className?.string != nil
    guard let text = label.metadata.type?.string else {
      // Python's None is a type that was not given.
      guard label.metadata.type?.isKind(PLUMB_JSON_NULL) ?? true else { return nil }
      return hasClassName ? ClassWithoutType() : SetWithoutType(label)
    }
    if equalBytes(text, "groundtruth/image-classification") { return ImageClassification() }
    guard let type = labelType(of: String(decoding: text, as: UTF8.self)) else {
      return hasClassName ? ClassWithoutType() : nil
    }
    if type is ImageClassification { return ImageClassification(isExact: false) }
    return label.value != nil || type.kind == .single && hasClassName ? type : nil
  }

  private mutating func attributeNumber(_ pair: Int) -> Int {
    if let number = shape.pairs[pair].attribute { return number }
    let number = records.names.intern(shape.pairs[pair].name)
    if number == records.attributes.count {
      // Only the usual one or two attributes are worth the room; hostile lines may have thousands.
      let rows = number < 4 ? records.expectedRows : 0
      records.attributes.append(ChunkRecords.Attribute(expecting: rows))
    }
    shape.pairs[pair].attribute = number
    return number
  }
}

private func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
  if line.first == UInt8(ascii: "{") { return false }
  return line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
}

/// Whether a text contains U+FFFD, which ``LenientLine`` writes for a lone surrogate.
private func holdsReplacement(_ bytes: UnsafeRawBufferPointer) -> Bool {
  String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{FFFD}")
}

/// Some bytes at a fixed place.
private final class ChunkBytes {
  private let buffer: UnsafeMutableRawBufferPointer

  init(count: Int) { buffer = .allocate(byteCount: count, alignment: 1) }

  deinit { buffer.deallocate() }

  var count: Int { buffer.count }

  func fill(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    buffer.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])
  }
}
