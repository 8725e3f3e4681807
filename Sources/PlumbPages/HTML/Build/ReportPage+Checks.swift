import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbReports
import PlumbText

extension ReportPage {
  /// Adds the outcome of the checks, as in `plumb check`: the findings by decreasing severity, the
  /// checks that passed or were skipped, and the thresholds.
  ///
  /// - Parameter checks: The outcome of the checks of the page's dataset.
  package mutating func take(_ checks: CheckReport) {
    findings = checks.found.map(Finding.init)
    passedChecks = checks.results.filter { $0.outcome == .passed }.map {
      PassedCheck(name: $0.description.id, question: $0.description.question)
    }
    skippedChecks = SkippedCheck.all(checks)
    thresholds = checks.results.filter { !$0.isSkipped && !$0.thresholds.isEmpty }.map { result in
      CheckThresholds(
        name: result.description.id,
        values: result.thresholds.map { Fact($0.name, thresholdText($0.value)) })
    }
    provenance.checkSetup = checks.setupText
    verdict = Verdict(checks)
    // The findings repeat the warnings of the notes, with places.
    notes = []
  }
}

extension ReportPage.Finding {
  /// The findings of one check.
  init(_ result: CheckResult) {
    let description = result.description
    let findings = result.outcome.findings.enumerated()
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      .map(\.element)
    var known: Set<Int> = []
    let places = findings.flatMap(\.placesForOthers)
    self.init(
      id: description.id, severity: findings.first?.severity ?? description.severity,
      title: description.title, messages: findings.map { $0.message.display.withFullStop },
      why: description.importance, command: description.command,
      places: places.compactMap { place in
        guard let row = place.row, known.insert(row).inserted else { return nil }
        return ReportPage.Place(row, note: place.note.display)
      },
      otherLines: places.filter { $0.row == nil }.prefix(Self.mostOtherLines).map { place in
        "line \(NumberText.whole(place.line))"
          + (place.note.isEmpty ? "" : ": " + place.note.display)
      },
      isCollapsed: findings.contains(where: \.isCollapsed))
  }

  /// The maximum number of lines without an image.
  private static let mostOtherLines = 5
}

extension Finding {
  /// The places without information about this machine: a shared page does not need the folders
  /// that were searched for a missing file, and its tile says that the file is missing.
  fileprivate var placesForOthers: [FindingPlace] {
    let missing = FindingDetail.Value.text(ImageFailureCode.missing.rawValue)
    guard details.contains(where: { $0.name == "code" && $0.value == missing }) else {
      return places
    }
    return places.map { place in
      var place = place
      place.note = ""
      return place
    }
  }
}

extension ReportPage.SkippedCheck {
  /// The skipped checks, grouped by reason, in the order of the checks.
  fileprivate static func all(_ checks: CheckReport) -> [Self] {
    var all: [Self] = []
    for (id, reason) in checks.skipped {
      let words = reason.display
      if let index = all.firstIndex(where: { ByteString($0.reason) == ByteString(words) }) {
        all[index].names.append(id)
      } else {
        all.append(Self(names: [id], reason: words))
      }
    }
    return all
  }
}

extension CheckDescription {
  /// A short title, made from the id.
  var title: String {
    let words = id.split(separator: "-").joined(separator: " ")
    // "dark" alone would say too little.
    let isAlone = group == .images && !words.hasSuffix("images")
    return isAlone ? "Images: " + words : words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension ReportPage.Verdict {
  /// The verdict that follows from the checks.
  ///
  /// - Parameter checks: Their results.
  package init(_ checks: CheckReport) {
    let labels = counted(checks.labelCount, checks.hasSets ? "labelled image" : "label")
    let counts = [Severity.error, .warning].map { ($0, checks.count($0)) }.filter { $0.1 > 0 }
    let words = counts.map { counted($1, $0.rawValue) }.joined(separator: " and ")
    let isBad = counts.first?.0 == .error
    let text =
      counts.isEmpty
      ? "No problems found in \(labels)" : words + " in \(labels)"
    self.init(
      text: text, detail: Self.detail(checks),
      tone: counts.isEmpty ? .good : isBad ? .bad : .caution)
  }

  private static func detail(_ checks: CheckReport) -> String {
    let notes = checks.count(.note)
    let parts = [
      notes > 0 ? "\(counted(notes, "note"))" : nil,
      "\(counted(checks.passed.count, "check")) passed",
      checks.skipped.isEmpty ? nil : "\(checks.skipped.count) skipped",
    ]
    return parts.compactMap(\.self).joined(separator: ", ") + ". " + honesty
  }

  private static let honesty =
    "Checks look at the set as a whole; review single labels under Images."
}

extension String {
  /// A sentence from elsewhere, which may have its full stop already.
  fileprivate var withFullStop: String { hasSuffix(".") ? self : self + "." }
}
