import PlumbAnalysis
import PlumbGraphics
import PlumbImages
import PlumbLabels

extension String {
  /// A sentence from elsewhere, which may have its full stop already.
  var withFullStop: String { hasSuffix(".") ? self : self + "." }
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
      messages: [
        "\(count). First, line \(NumberText.whole(first.line)): " + first.message.withFullStop
      ],
      why: first.effect.why,
      places: problems.compactMap { rows[$0.line] }.map { ReportPage.Place($0) })
  }
}

extension ImageProblem.Effect {
  fileprivate var severity: Severity { self == .note ? .note : .warning }

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
