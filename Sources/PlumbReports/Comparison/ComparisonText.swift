import PlumbAnalysis
import PlumbLabels
import PlumbText

extension ComparisonReport {
  /// The comparison for people at a terminal; every name is escaped.
  ///
  /// - Parameter maximumRows: How many classes and pairs are listed before the rest are only counted.
  package func text(maximumRows: Int = 50) -> String {
    var parts = [headLines, accuracyLines]
    parts += bySource.map { classLines(of: $0.source, accuracy: $0.accuracy, maximum: maximumRows) }
    parts += [
      pairLines(maximumRows), calibrationLines, thresholdLines(maximumRows), mixLines(maximumRows),
      notes,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private var headLines: [String] {
    [
      "\(displayText(manifestName)) compared with \(displayText(truthName))",
      "  attribute " + displayText(dataset.attribute.name),
      "  compared  \(NumberText.whole(covered.count)) of \(NumberText.counted(covered.total, "label"))",
      "  matched   by \(truth.keyKind.words)",
    ] + columnLines
  }

  /// Which columns of the file were read, and how its classes were put to those of the labels.
  private var columnLines: [String] {
    [
      truth.columns?.words.map { "  columns   " + $0 },
      truth.classMapping.note.map { "  classes   " + displayText($0, limit: 120) },
    ].compactMap(\.self)
  }

  private var accuracyLines: [String] {
    var table = TextTable(
      header: ["labels by", "right (95 % interval)", "Cohen's kappa"],
      isRight: [false, false, false])
    for (source, accuracy) in bySource { append(source.words, accuracy, to: &table) }
    if bySource.count > 1 { append("all", comparison.overall, to: &table) }
    return bySource.isEmpty ? ["No label has a reference label."] : table.lines
  }

  private func append(_ name: String, _ accuracy: LabelAccuracy, to table: inout TextTable) {
    table.append([
      name, accuracy.accuracy.words,
      accuracy.kappa.words { NumberText.decimal($0, places: 3) },
    ])
  }

  private func classLines(
    of source: LabelSource, accuracy: LabelAccuracy, maximum: Int
  ) -> [String] {
    var table = TextTable(
      header: ["class", "found (recall, 95 %)", "right (precision, 95 %)"],
      isRight: [false, false, false])
    for one in accuracy.classes.prefix(maximum) {
      table.append([tableName(classNames[one.classID]), one.found.words, one.right.words])
    }
    return ["Labels by \(source.words):"] + table.lines
      + rest(accuracy.classes.count - maximum, "class", plural: "classes")
  }

  private func pairLines(_ maximum: Int) -> [String] {
    let pairs = comparison.overall.confusion.disagreements
    guard !pairs.isEmpty else { return [] }
    var table = TextTable(
      header: ["reference", "label", "images"], isRight: [false, false, true])
    for pair in pairs.prefix(maximum) {
      table.append([
        tableName(classNames[pair.first]), tableName(classNames[pair.second]),
        NumberText.whole(pair.count),
      ])
    }
    return ["Differences:"] + table.lines
      + rest(pairs.count - maximum, "pair of classes", plural: "pairs of classes")
  }

  private var calibrationLines: [String] {
    guard !comparison.calibrations.isEmpty else { return [] }
    return ["Confidence and accuracy, each source and job on its own scale:"]
      + comparison.calibrations.map { one in
        let job = one.jobID.map { ", " + shortJobName(dataset.jobNames[$0]) } ?? ""
        let words = one.calibration.words { measure in
          "expected calibration error \(NumberText.decimal(measure.expectedError, places: 3)) "
            + "(equal-mass bins \(NumberText.decimal(measure.equalMassError, places: 3))), Brier score "
            + "\(NumberText.decimal(measure.brierScore, places: 3)), "
            + NumberText.counted(measure.count, "label")
        }
        return "  \(one.source.words)\(displayText(job)): \(words)"
      }
  }

  // MARK: People and machine

  private func mixLines(_ maximum: Int) -> [String] {
    guard let mix = mix.value else { return [] }
    var table = TextTable(
      header: ["class", "people", "machine", "residual", "false discovery rate"],
      isRight: [false, false, false, true, true])
    for one in mix.classes.prefix(maximum) {
      table.append([
        tableName(mixNames[one.classID]), one.first.shortWords, one.second.shortWords,
        one.residual.value.map { NumberText.decimal($0.value, places: 1) } ?? "not defined",
        one.residual.value.map { decimal($0.falseDiscoveryRate) } ?? "",
      ])
    }
    return [
      "Class mix of labels by people and by auto-labelling: Cramér's V "
        + mix.cramersV.words { NumberText.decimal($0, places: 2) } + "; " + testWords(mix),
      ClassMix.expectedByDesign,
    ] + table.lines + rest(mix.classes.count - maximum, "class", plural: "classes")
  }

  private func testWords(_ mix: ClassMix) -> String {
    mix.test.words { test in
      "chi-square \(NumberText.decimal(test.chiSquare, places: 1)), "
        + "\(NumberText.counted(test.degrees, "degree", plural: "degrees")) of freedom, "
        + "p = \(decimal(test.pValue))"
        + (test.pooledClasses > 0
          ? ", \(NumberText.counted(test.pooledClasses, "rare class", plural: "rare classes")) pooled"
          : "")
    }
  }

  private func rest(_ count: Int, _ noun: String, plural: String) -> [String] {
    guard count > 0 else { return [] }
    return [
      "… and \(NumberText.counted(count, "more " + noun, plural: "more " + plural)); --json lists all"
    ]
  }
}

extension TruthLabels.Columns {
  /// The columns of label and image; nil if the file has no columns.
  var words: String? {
    guard let image, let label else { return nil }
    return "label '\(displayText(label, limit: 60))', image '\(displayText(image, limit: 60))'"
  }
}

extension ImageKeyKind {
  /// What images were matched by, in words.
  var words: String {
    switch self {
    case .reference: "the source-ref"
    case .fileName: "the file name"
    case .stem: "the file name without its extension"
    case .line: "the line number, from 0"
    }
  }
}
