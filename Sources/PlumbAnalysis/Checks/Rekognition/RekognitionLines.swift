import PlumbLabels

/// Lines that Rekognition Custom Labels leaves out, and whether they are too many.
///
/// What a line needs is listed in its developer guide, page "Image-level labels in manifest files".
struct RekognitionLines: Check {
  /// An import fails where more of the lines are invalid, for whatever reason.
  private static let mostInvalid = 0.2

  var description: CheckDescription {
    CheckDescription(
      id: "rekognition-lines", group: .rekognition, severity: .error,
      question: "Does Rekognition Custom Labels accept every line?",
      importance: """
        A label needs an integer value, class-name, confidence, human-annotated, creation-date and \
        type. Invalid lines, repeated images and unreadable images are left out. If they make up \
        more than 20 % of the lines, the import fails.
        """, command: "plumb export JOB --format rekognition -o rekognition.manifest",
      isOnRequest: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let faults =
      refusals(evidence) + typeFaults(evidence) + labelFaults(evidence) + imageFaults(evidence)
    let total = evidence.dataset.recordCount
    var findings = faults.filter { !$0.lines.isEmpty }.map { fault in
      let found = finding(
        fault.message(fault.lines.count), count: fault.lines.count, of: total,
        severity: fault.severity, places: fault.lines.map { evidence.place(line: $0) })
      return fault.code.map(found.foreseeing) ?? found
    }
    if let found = urls(evidence) { findings.append(found) }
    let invalid = Set(faults.filter { $0.code != .unannotated }.flatMap(\.lines)).count
    if Double(invalid) > Self.mostInvalid * Double(total) {
      findings.append(
        finding(
          "\(invalid) of \(total, "line") would be left out; above \(share: Self.mostInvalid), the import fails",
          count: invalid, of: total
        ).foreseeing(.tooManyErrors))
    }
    return CheckOutcome(findings)
  }

  // MARK: Faults

  /// Something that is wrong with some lines.
  private struct Fault {
    /// Physical lines, ascending.
    var lines: [Int]
    /// What Rekognition calls it; nil if its guide gives no code.
    var code: RekognitionCode?
    var severity = Severity.error
    var message: (Int) -> FindingText

    init(
      _ lines: [Int], _ code: RekognitionCode?, severity: Severity = .error,
      message: @escaping (Int) -> FindingText
    ) {
      self.lines = Set(lines).sorted()
      (self.code, self.severity, self.message) = (code, severity, message)
    }
  }

  /// Lines that Plumb refuses as well.
  private func refusals(_ evidence: CheckEvidence) -> [Fault] {
    func lines(_ codes: ProblemCode..., where isMeant: (Problem) -> Bool = { _ in true }) -> [Int] {
      evidence.problems(codes).flatMap(\.problems).filter(isMeant).map(\.line)
    }
    // A text that is labelled has no type in its problem.
    let types = { (problem: Problem) in problem.message.contains("groundtruth/") }
    return [
      Fault(lines(.invalidJSON, .invalidUTF8, .notAnObject), .invalidJSON) {
        "\($0, "line is", "lines are") not a JSON object"
      },
      Fault(lines(.lineTooLong), nil) {
        "\($0, "line is", "lines are") too long; the limit is 100,000 characters"
      },
      Fault(lines(.noSourceRef) + lines(.otherTaskType) { !types($0) }, .missingSourceRef) {
        "\($0, "line has", "lines have") no source-ref"
      },
      Fault(lines(.badSourceRef, .unsupportedScheme, .accessPointARN), .invalidSourceRef) {
        "\($0, "source-ref is", "source-refs are") not of the form s3://bucket/key"
      },
      Fault(
        lines(.otherTaskType) { types($0) && !$0.message.contains("/object-detection") },
        .unsupportedType
      ) {
        "\($0, "label is", "labels are") neither image classification nor object detection"
      },
      Fault(lines(.noClassName), .invalidMetadata) {
        "\($0, "label has", "labels have") no class-name, which is required"
      },
    ]
  }

  /// Labels whose type Plumb reads but Rekognition's guide does not have.
  private func typeFaults(_ evidence: CheckEvidence) -> [Fault] {
    let dataset = evidence.dataset
    func lines(_ notation: LabelNotation) -> [Int] {
      dataset.notations.filter { $0.notation == notation }.map { Int(dataset.lines[$0.row]) }
    }
    func lines(_ kind: LabelKind) -> [Int] {
      dataset.rows(withLabelsOfKind: kind).map { Int(dataset.lines[$0]) }
    }
    return [
      Fault(lines(.multiple), .unsupportedType) {
        """
        \($0, "label is a list", "labels are lists") of classes (multi-label); Rekognition reads \
        only an attribute for each class
        """
      },
      Fault(lines(.verdict), .unsupportedType) {
        "\($0, "label is", "labels are") of the verification type, not image classification"
      },
      Fault(lines(.customType), .unsupportedType) {
        "\($0, "label comes", "labels come") from a custom workflow, not image classification"
      },
      Fault(lines(.noType) + lines(.noMetadata), .invalidMetadata) {
        "\($0, "label has", "labels have") no type, which is required"
      },
      Fault(lines(.typeSpelling), .unsupportedType) {
        """
        \($0, "type is", "types are") spelled differently from groundtruth/image-classification
        """
      },
    ]
  }

  private func labelFaults(_ evidence: CheckEvidence) -> [Fault] {
    let dataset = evidence.dataset
    func lines(_ rows: [Int]) -> [Int] { rows.map { Int(dataset.lines[$0]) } }
    func labelled(_ isWrong: (ImageLabel) -> Bool) -> [Int] {
      lines(dataset.kinds.indices.filter { dataset.labels(ofRow: $0).contains(where: isWrong) })
    }
    let inQuotes = dataset.notations.filter { $0.notation == .indexInQuotes }.map(\.row)
    func problems(_ code: ProblemCode) -> [Int] {
      evidence.problems([code]).flatMap(\.problems).map(\.line)
    }
    let elsewhere = Set(dataset.elsewhere.rows.map { Int($0) })
    func bare(_ kind: RowKind) -> [Int] {
      lines(dataset.kinds.indices.filter { dataset.kinds[$0] == kind && !elsewhere.contains($0) })
    }
    return [
      Fault(labelled { $0.classIndex == nil } + lines(inQuotes), .invalidLabel) {
        "\($0, "label value is not an integer", "label values are not integers")"
      },
      Fault(labelled { $0.confidence == nil } + problems(.badConfidence), .invalidMetadata) {
        "\($0, "label has", "labels have") no confidence from 0 to 1, which is required"
      },
      Fault(problems(.badHumanAnnotated), .invalidMetadata) {
        "\($0, "label has", "labels have") no human-annotated \"yes\" or \"no\", which is required"
      },
      Fault(labelled { $0.date == nil }, .invalidMetadata) {
        "\($0, "label has", "labels have") no creation-date, which is required"
      },
      Fault(bare(.failed), .noLabelAttributes) {
        "\($0, "line has", "lines have") the metadata of a failure, but no label"
      },
      Fault(bare(.unlabelled), .unannotated, severity: .warning) {
        "\($0, "line has", "lines have") no label and will not be used for training"
      },
    ]
  }

  private func imageFaults(_ evidence: CheckEvidence) -> [Fault] {
    func lines(_ rows: [Int]) -> [Int] { rows.map { Int(evidence.dataset.lines[$0]) } }
    return [
      Fault(lines(evidence.dataset.duplicates.map(\.row)), nil, severity: .warning) {
        "\($0, "line repeats", "lines repeat") an image; only one of them is imported"
      },
      Fault(
        lines(evidence.images?.unreadable.map(\.row) ?? []), .invalidImage, severity: .warning
      ) {
        "\($0, "image") cannot be read"
      },
    ]
  }

  /// References that Plumb understands, but Rekognition does not.
  private func urls(_ evidence: CheckEvidence) -> Finding? {
    let count = evidence.dataset.rewrittenReferences
    guard count > 0 else { return nil }
    return finding(
      """
      \(count, "source-ref is", "source-refs are") written as a URL of S3; only s3://bucket/key is \
      accepted
      """, count: count, of: evidence.dataset.recordCount, severity: .warning
    ).foreseeing(.invalidSourceRef)
  }
}
