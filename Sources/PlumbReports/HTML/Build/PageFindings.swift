import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels

/// What is odd in the manifest, as findings: one for each code, the worst first.
func manifestFindings(_ dataset: Dataset, _ summary: SummaryReport) -> [ReportPage.Finding] {
  var rows: [Int: Int] = [:]
  for row in 0..<dataset.count { rows[Int(dataset.lines[row])] = row }
  let byCode = Dictionary(grouping: dataset.problems, by: \.code)
  let findings = ProblemCode.allCases.compactMap { code -> ReportPage.Finding? in
    guard let problems = byCode[code], let first = problems.first else { return nil }
    let words = code.pageWords
    return ReportPage.Finding(
      id: code.rawValue, severity: words.severity, title: words.title,
      message: message(problems, first), why: words.why, command: words.command,
      rows: code.isAboutPairs
        ? pairs(problems, rows, dataset) : problems.compactMap { rows[$0.line] })
  }
  let weights: [ReportPage.Severity] = [.error, .warning, .note]
  return weights.flatMap { weight in findings.filter { $0.severity == weight } }
}

/// The rows that repeat an image, each behind the row that has it first.
private func pairs(_ problems: [Problem], _ rows: [Int: Int], _ dataset: Dataset) -> [Int] {
  let first = Dictionary(
    dataset.duplicates.map { ($0.row, $0.first) }, uniquingKeysWith: { one, _ in one })
  var taken: Set<Int> = []
  return problems.compactMap { rows[$0.line] }.flatMap { [first[$0], $0].compactMap(\.self) }
    .filter { taken.insert($0).inserted }
}

/// How often, where first, and in the words of the first one.
private func message(_ problems: [Problem], _ first: Problem) -> String {
  let lines = Set(problems.map(\.line))
  let sentence = first.message.withFullStop
  if first.line == 0 { return sentence.prefix(1).uppercased() + sentence.dropFirst() }
  if lines.count == 1 { return "Line \(NumberText.whole(first.line)): \(sentence)" }
  return "\(NumberText.whole(lines.count)) lines. First, line \(NumberText.whole(first.line)): "
    + sentence
}

extension String {
  /// A sentence from elsewhere, which may have its full stop already.
  fileprivate var withFullStop: String { hasSuffix(".") ? self : self + "." }
}

/// Images that could not be shown as they should, as findings: one for each code.
func imageFindings(_ log: ImageLog, _ dataset: Dataset) -> [ReportPage.Finding] {
  var rows: [Int: Int] = [:]
  for row in 0..<dataset.count { rows[Int(dataset.lines[row])] = row }
  let byCode = Dictionary(grouping: log.problems) { "\($0.effect.rawValue) \($0.code)" }
  let ordered = byCode.sorted { left, right in
    (-left.value.count, left.key) < (-right.value.count, right.key)
  }
  return ordered.compactMap { _, problems in
    guard let first = problems.first else { return nil }
    let count =
      problems.count == 1 ? "1 image" : "\(NumberText.whole(problems.count)) images"
    return ReportPage.Finding(
      id: "image-\(first.code)", severity: first.effect.severity,
      title: first.effect.title(first.code),
      message: "\(count). First, line \(NumberText.whole(first.line)): "
        + first.message.withFullStop,
      why: first.effect.why, rows: problems.compactMap { rows[$0.line] })
  }
}

extension ImageProblem.Effect {
  fileprivate var severity: ReportPage.Severity { self == .note ? .note : .warning }

  fileprivate func title(_ code: String) -> String {
    switch self {
    case .failure:
      "Images that cannot be shown: "
        + (ImageFailureCode(rawValue: code)?.words ?? code)
    case .warning: "Damaged images"
    case .note: "Odd files: " + (ImageNote(rawValue: code)?.words ?? code)
    }
  }

  fileprivate var why: String {
    switch self {
    case .failure:
      "Nobody can check these labels here, and a training job will stop at such a file."
    case .warning: "The workers may have seen another picture than the one that is trained on."
    case .note: "The images are shown; other programs may take them otherwise."
    }
  }
}

extension ProblemCode {
  /// What a finding of a code says.
  struct PageWords {
    var severity: ReportPage.Severity
    var title: String
    var why: String
    var command = ""
  }

  /// Whether it is about a line and an earlier one with the same image.
  fileprivate var isAboutPairs: Bool { self == .conflictingLabels || self == .duplicateImage }

  /// The words for the page.
  var pageWords: PageWords {
    switch self {
    case .conflictingLabels:
      PageWords(
        severity: .error, title: "Images with two different labels",
        why: "At least one of the two is wrong, and a model learns both.",
        command: "plumb relabel JOB --rows marks.json -o relabel.manifest")
    case .duplicateImage:
      PageWords(
        severity: .warning, title: "Images that stand on several lines",
        why: "They count twice, and one may land in the training and one in the test set.")
    case .failed:
      PageWords(
        severity: .warning, title: "Images that the service gave up on",
        why: "They have no label. A job that is chained to this manifest tries them again.")
    case .unlabelled:
      PageWords(
        severity: .warning, title: "Images without a label",
        why: "They are left out of every count below, and of what is trained on.")
    case .nearIdenticalClasses:
      PageWords(
        severity: .warning, title: "Class names that look alike",
        why: "What people take for one class is counted, and trained, as two.")
    case .severalJobs:
      PageWords(
        severity: .note, title: "Labels of several jobs",
        why: "Confidences of different jobs do not compare.")
    default: defaultPageWords
    }
  }

  private var defaultPageWords: PageWords {
    let words = rawValue.split(separator: "-").joined(separator: " ")
    let title = words.prefix(1).uppercased() + words.dropFirst()
    return switch effect {
    case .lineRefused:
      PageWords(
        severity: .error, title: "Lines that cannot be used: \(words)",
        why: "They are left out of everything here, and a training job will stop at them.")
    case .fileRefused:
      PageWords(severity: .error, title: title, why: "")
    case .withoutLabel, .warning:
      PageWords(
        severity: .note, title: title,
        why: "The lines are used; docs/outputs.md says what the code means.")
    }
  }
}
