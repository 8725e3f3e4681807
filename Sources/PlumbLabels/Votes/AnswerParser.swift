import CSimdjson

/// Reads files of workers' answers into columns; one parser serves one thread.
///
/// ```swift
/// var parser = AnswerParser()
/// parser.parse(bytes, of: file, number: 0)
/// builder.add(parser.take())
/// ```
///
/// A problem with a file or an answer never stops the reading: it is left out, and the batch has
/// the problem.
package struct AnswerParser {
  private var json = JSONLineParser()
  /// For JSON inside JSON strings, while the outer document is still in use.
  private let inner = JSONLineParser()
  private var content: [UInt8] = []
  private var batch = AnswerBatch()
  private var file: Int32 = 0
  private let readsSets: Bool

  /// The number of bytes after a file that must be readable; their values do not matter.
  package static let slack = JSONLineParser.slack

  /// The largest file to read, in bytes: the largest batch, of five thousand objects with nine
  /// answers each, has about twelve million.
  ///
  /// For a hostile file, simdjson takes fifteen times its size.
  package static let maximumBytes = 16 << 20

  /// Larger files, in bytes, should be parsed one at a time: their memory is released.
  package static let largeFileBytes = 4 << 20

  /// Makes a parser.
  ///
  /// - Parameter readsSets: Whether an answer is a list of classes (`labels`), as in a job with several
  ///   classes per image, and not one class (`label`).
  package init(readsSets: Bool = false) { self.readsSets = readsSets }

  /// The answers read since the last call.
  package mutating func take() -> AnswerBatch {
    defer { batch = AnswerBatch() }
    return batch
  }

  /// Reads one file.
  ///
  /// - Parameters:
  ///   - bytes: The file; ``slack`` more bytes behind it must be readable.
  ///   - file: The file, described by its path.
  ///   - number: Its number in the sorted list of files.
  package mutating func parse(_ bytes: UnsafeRawBufferPointer, of file: AnswerFile, number: Int) {
    self.file = Int32(number)
    guard !bytes.isEmpty else {
      note(.emptyFile, "the file has 0 bytes")
      return
    }
    defer { if bytes.count > Self.largeFileBytes { json = JSONLineParser() } }
    do throws(JSONLineFailure) {
      try json.parseDocument(bytes) { root, loneSurrogates in
        if loneSurrogates {
          note(.loneSurrogate, "an escaped lone surrogate is shown as U+FFFD with its digits")
        }
        switch file.source {
        case .workerResponse: readResponse(root, object: file.object ?? 0)
        case .consolidationRequest: readRequest(root)
        }
      }
    } catch {
      note(error)
    }
  }

  /// Reads one file from an array.
  package mutating func parse(_ bytes: [UInt8], of file: AnswerFile, number: Int) {
    let padded = bytes + [UInt8](repeating: 0, count: Self.slack)
    padded.withUnsafeBytes {
      parse(UnsafeRawBufferPointer(rebasing: $0.prefix(bytes.count)), of: file, number: number)
    }
  }

  /// Records a file that could not be read.
  package mutating func refuse(_ code: VoteProblemCode, _ message: String, number: Int) {
    batch.problems.append(file: Int32(number), code, message)
  }

  private mutating func note(_ code: VoteProblemCode, _ message: @autoclosure () -> String) {
    batch.problems.append(file: file, code, message())
  }

  private mutating func note(_ failure: JSONLineFailure) {
    switch failure {
    case .invalidUTF8: note(.invalidUTF8, "the file is not valid UTF-8")
    case .tooDeep: note(.tooDeep, "more than 128 levels of nesting")
    case .invalid, .notAnObject: note(.invalidJSON, "the file is not a single JSON value")
    }
  }

  // MARK: Worker responses

  private mutating func readResponse(_ root: JSONNode, object: Int) {
    var answers: JSONNode?
    for child in root.children where child.isNamed("answers") { set(&answers, child) }
    guard let answers, answers.isKind(PLUMB_JSON_ARRAY) else {
      note(.notAnswers, "the file is JSON, but has no \"answers\" list")
      return
    }
    batch.appendTask(object: object, file: file, reference: nil)
    for answer in answers.children { readAnswer(answer) }
  }

  private mutating func readAnswer(_ answer: JSONNode) {
    var fields = AnswerFields()
    for child in answer.children {
      if child.isNamed("answerContent") {
        set(&fields.content, child)
      } else if child.isNamed("workerId") {
        set(&fields.worker, child)
      } else if child.isNamed("submissionTime") {
        set(&fields.submitted, child)
      } else if child.isNamed("acceptanceTime") {
        set(&fields.accepted, child)
      } else if child.isNamed("timeSpentInSeconds") {
        set(&fields.seconds, child)
      } else if child.isNamed("workerMetadata") {
        fields.subject = subject(child)
      }
    }
    take(fields, label: fields.content.map { chosen(in: $0) } ?? .none)
  }

  /// The identity provider's name for the worker: `identityData.sub`.
  private func subject(_ metadata: JSONNode) -> UnsafeRawBufferPointer? {
    for child in metadata.children where child.isNamed("identityData") {
      for field in child.children where field.isNamed("sub") { return field.string }
    }
    return nil
  }

  // MARK: Consolidation requests

  private mutating func readRequest(_ root: JSONNode) {
    guard root.isKind(PLUMB_JSON_ARRAY) else {
      note(.notAnswers, "the file is JSON, but not a list of objects with annotations")
      return
    }
    for object in root.children { readObject(object) }
  }

  private mutating func readObject(_ object: JSONNode) {
    var (id, data, annotations): (JSONNode?, JSONNode?, JSONNode?)
    for child in object.children {
      if child.isNamed("datasetObjectId") {
        set(&id, child)
      } else if child.isNamed("dataObject") {
        set(&data, child)
      } else if child.isNamed("annotations") {
        set(&annotations, child)
      }
    }
    guard let annotations, annotations.isKind(PLUMB_JSON_ARRAY) else {
      note(.notAnswers, "an object has no \"annotations\" list")
      return
    }
    guard let number = id.flatMap(objectID) else {
      note(.noObjectID, "an object has no datasetObjectId that is a non-negative integer")
      return
    }
    batch.appendTask(object: number, file: file, reference: data.flatMap(reference))
    for annotation in annotations.children { readAnnotation(annotation) }
  }

  /// Written as text by the service.
  private func objectID(_ node: JSONNode) -> Int? {
    if let text = node.string { return objectNumber(text) }
    return node.integer.flatMap { $0 >= 0 ? Int($0) : nil }
  }

  private func reference(_ data: JSONNode) -> UnsafeRawBufferPointer? {
    for child in data.children where child.isNamed("s3Uri") { return child.string }
    return nil
  }

  private mutating func readAnnotation(_ annotation: JSONNode) {
    var fields = AnswerFields()
    for child in annotation.children {
      if child.isNamed("workerId") {
        set(&fields.worker, child)
      } else if child.isNamed("annotationData") {
        for field in child.children where field.isNamed("content") { set(&fields.content, field) }
      }
    }
    guard let text = fields.content?.string else {
      take(fields, label: .none)
      return
    }
    takeContent(text, fields)
  }

  /// The content of an annotation is JSON again, in a string.
  private mutating func takeContent(_ text: UnsafeRawBufferPointer, _ fields: AnswerFields) {
    content.removeAll(keepingCapacity: true)
    content.append(contentsOf: text)
    content.append(contentsOf: repeatElement(0, count: Self.slack))
    let bytes = content
    bytes.withUnsafeBytes { buffer in
      do throws(JSONLineFailure) {
        try inner.parseDocument(UnsafeRawBufferPointer(rebasing: buffer.prefix(text.count))) {
          root, loneSurrogates in
          if loneSurrogates {
            note(.loneSurrogate, "an escaped lone surrogate is shown as U+FFFD with its digits")
          }
          take(fields, label: chosen(in: root))
        }
      } catch {
        note(.noLabel, "the content of an annotation is not JSON")
      }
    }
  }

  // MARK: One answer

  private mutating func take(_ fields: AnswerFields, label: ChosenLabel) {
    guard let worker = fields.worker?.string, !worker.isEmpty else {
      note(.noWorker, "an answer has no workerId")
      return
    }
    switch label {
    case .none:
      let message = missingLabel
      note(.noLabel, message)
    case .several:
      let key = readsSets ? "\"labels\"" : "a \"label\""
      note(.severalLabels, "an answer has several objects with \(key)")
    case .one(let label): append(label, worker, fields)
    case .set(let names):
      AnswerSetKey.bytes(names).withUnsafeBytes { append($0, worker, fields) }
    }
  }

  private var missingLabel: String {
    readsSets
      ? "an answer has no object with a list \"labels\" of strings: not multi-label classification"
      : "an answer has no object with a string \"label\": not image classification"
  }

  private func chosen(in content: JSONNode) -> ChosenLabel {
    chosenLabel(in: content) { readsSets ? chosenSet($0) : chosenClass($0) }
  }

  private mutating func append(
    _ label: UnsafeRawBufferPointer, _ worker: UnsafeRawBufferPointer, _ fields: AnswerFields
  ) {
    let accepted = time(fields.accepted)
    let submitted = time(fields.submitted)
    batch.append(
      worker: worker, subject: fields.subject, label: label, accepted: accepted,
      submitted: submitted, seconds: duration(fields.seconds))
  }

  private mutating func time(_ node: JSONNode?) -> Int64 {
    guard let node, !node.isKind(PLUMB_JSON_NULL) else { return Votes.noTime }
    if let date = node.string.flatMap({ CreationDate(bytes: $0) }) { return date.microseconds }
    note(.badTime, "a time in an answer is not a date; treated as unknown")
    return Votes.noTime
  }

  private mutating func duration(_ node: JSONNode?) -> Float {
    guard let node, !node.isKind(PLUMB_JSON_NULL) else { return .nan }
    if let seconds = node.number.map({ Float($0) }), seconds >= 0, seconds.isFinite {
      return seconds
    }
    note(.badTime, "timeSpentInSeconds is not a non-negative number; treated as unknown")
    return .nan
  }

  /// Keeps the last value of a key, as most JSON readers do.
  private mutating func set(_ slot: inout JSONNode?, _ node: JSONNode) {
    if slot != nil {
      note(.duplicateKey, "duplicate key \"\(node.name)\"; the last one is used")
    }
    slot = node
  }
}

/// The fields of an answer that are used.
private struct AnswerFields {
  var content: JSONNode?
  var worker: JSONNode?
  var subject: UnsafeRawBufferPointer?
  var accepted: JSONNode?
  var submitted: JSONNode?
  var seconds: JSONNode?
}

/// What an answer chooses.
private enum ChosenLabel {
  case none
  case one(UnsafeRawBufferPointer)
  case set([[UInt8]])
  case several
}

/// Looks for the one object with a choice: the content itself, or the value of an element, whose name
/// the template chooses.
private func chosenLabel(
  in content: JSONNode, _ choice: (JSONNode) -> ChosenLabel?
) -> ChosenLabel {
  guard content.isKind(PLUMB_JSON_OBJECT) else { return .none }
  var found = ChosenLabel.none
  for object in [content] + content.children where object.isKind(PLUMB_JSON_OBJECT) {
    guard let choice = choice(object) else { continue }
    if case .none = found { found = choice } else { found = .several }
  }
  return found
}

/// The string `label` of an object; the last one counts.
private func chosenClass(_ object: JSONNode) -> ChosenLabel? {
  var label: UnsafeRawBufferPointer?
  for child in object.children where child.isNamed("label") { label = child.string }
  return label.map { .one($0) }
}

/// The strings of the list `labels` of an object; the last one counts.
private func chosenSet(_ object: JSONNode) -> ChosenLabel? {
  var names: [[UInt8]]?
  for child in object.children where child.isNamed("labels") {
    guard child.isKind(PLUMB_JSON_ARRAY) else { continue }
    let elements = Array(child.children)
    let strings = elements.compactMap { $0.string.map(Array.init) }
    names = strings.count == elements.count ? strings : nil
  }
  return names.map { .set($0) }
}
