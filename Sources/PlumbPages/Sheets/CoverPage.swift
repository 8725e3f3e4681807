import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbText

/// The first page of the PDF: the job, its coverage, what to know before reading on, and the class
/// histogram.
struct CoverPage: Chart {
  private let evidence: Evidence
  private let sections: [ImageSection]

  private static let margin = 42.0
  private static let titleStyle = TextStyle(size: 22, weight: .bold)
  private static let labelStyle = TextStyle(size: 9, color: Palette.quietInk)
  private static let valueStyle = TextStyle(size: 10)
  private static let noteStyle = TextStyle(size: 9, color: Palette.ink)
  private static let lineHeight = 14.0
  private static let valueIndent = 72.0

  init(_ evidence: Evidence, sections: [ImageSection]) {
    self.evidence = evidence
    self.sections = sections
  }

  var title: String { "\(displayText(evidence.title)): every image" }

  func drawing(metrics: any TextMetrics) -> Drawing {
    let page = Rectangle(.a4Portrait).inset(by: Self.margin)
    var marks: [Mark] = []
    var y = page.y + 20
    marks.append(
      .text(
        TextMark(
          displayName(evidence.title), at: Point(x: page.x, y: y), style: Self.titleStyle,
          maximumWidth: page.width)))
    y += 12
    for (label, value) in facts {
      y = append(label, value: value, on: page, at: y, metrics: metrics, to: &marks)
    }
    y += 8
    for note in evidence.summary.notes + (evidence.quality.map(Self.notes) ?? []) {
      y = appendNote(note, on: page, at: y, metrics: metrics, to: &marks)
    }
    let drawing = Drawing(size: .a4Portrait, title: title, alternativeText: title, marks: marks)
    let frame = Rectangle(
      x: page.x, y: y + 12, width: page.width, height: page.maximumY - y - 12)
    let histogram = ClassHistogram().chart(evidence, title: "Classes")
      .drawing(metrics: metrics, fitting: Size(width: frame.width, height: frame.height))
    return drawing.adding(
      histogram,
      in: Rectangle(
        x: frame.x, y: frame.y, width: histogram.size.width, height: histogram.size.height))
  }

  /// What is concluded about the labels in one sentence, and what is missing for more.
  private static func notes(_ quality: JobQuality) -> [String] {
    let reason = quality.noAnswersReason.map {
      "No page on agreement and workers: \($0)."
    }
    let weakness = quality.weakness.map { "No sheet of suspects. " + $0 }
    return [reason, weakness].compactMap(\.self)
  }

  private var facts: [(String, String)] {
    let summary = evidence.summary
    let shown = Set(sections.flatMap(\.rows).map(evidence.dataset.imageRow)).count
    let isRepeated = evidence.dataset.imageRows != nil
    var facts = [
      ("manifest", summary.manifestName), ("attribute", summary.attribute.name),
      ("job", summary.jobText), ("lines", summary.coverageText),
      (isRepeated ? "labelled by" : "labels by", summary.sourceText),
      (
        "on the sheets",
        "\(NumberText.whole(shown)) of \(NumberText.whole(summary.coverage.labelled)) labelled"
          + (isRepeated ? " images, each under all of its classes" : "")
      ),
    ]
    if let dates = summary.jobs.dates {
      facts.insert(("labelled", dates.dayText), at: 3)
    }
    for (reason, count) in summary.coverage.failuresByReason.prefix(3) {
      facts.append(("failed", "\(NumberText.whole(count)) × \(reason)"))
    }
    return facts
  }

  private func append(
    _ label: String, value: String, on page: Rectangle, at y: Double, metrics: any TextMetrics,
    to marks: inout [Mark]
  ) -> Double {
    let room = page.width - Self.valueIndent
    let lines = metrics.wrapped(
      displayText(value), style: Self.valueStyle, maximumWidth: room, maximumLines: 2)
    var y = y
    for (index, line) in lines.enumerated() {
      y += Self.lineHeight
      if index == 0 {
        marks.append(
          .text(TextMark(label, at: Point(x: page.x, y: y), style: Self.labelStyle)))
      }
      marks.append(
        .text(
          TextMark(
            line, at: Point(x: page.x + Self.valueIndent, y: y), style: Self.valueStyle,
            maximumWidth: room)))
    }
    return y
  }

  private func appendNote(
    _ note: String, on page: Rectangle, at y: Double, metrics: any TextMetrics,
    to marks: inout [Mark]
  ) -> Double {
    var y = y
    for line in metrics.wrapped(
      note, style: Self.noteStyle, maximumWidth: page.width, maximumLines: 4)
    {
      y += Self.lineHeight - 2
      marks.append(
        .text(
          TextMark(
            line, at: Point(x: page.x, y: y), style: Self.noteStyle, maximumWidth: page.width)))
    }
    return y + 3
  }
}
