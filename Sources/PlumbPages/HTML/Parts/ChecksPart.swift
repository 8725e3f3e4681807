import PlumbReports

/// The skipped checks, the checks that passed, and the thresholds.
struct ChecksPart {
  let page: ReportPage

  var node: HTMLNode { .group([skipped, passed, thresholds]) }

  /// Skipped checks come first and do not count as passed.
  private var skipped: HTMLNode {
    let count = page.skippedChecks.reduce(0) { $0 + $1.names.count }
    return list(
      id: "not-looked-at", title: "Skipped: \(counted(count, "check"))",
      page.skippedChecks.map {
        (
          terms($0.names),
          [.sentence($0.reason.prefix(1).uppercased() + $0.reason.dropFirst() + ".")]
        )
      })
  }

  private var passed: HTMLNode {
    list(
      id: "found-nothing", title: "Passed: \(counted(page.passedChecks.count, "check"))",
      page.passedChecks.map { (terms([$0.name]), [.sentence($0.question)]) })
  }

  private var thresholds: HTMLNode {
    list(
      id: "thresholds", title: "Thresholds (change them in plumb.yml)",
      page.thresholds.map { check in
        (
          terms([check.name]),
          [.sentence(check.values.map { "\($0.name) \($0.value)" }.joined(separator: ", "))]
        )
      })
  }

  private func terms(_ names: [String]) -> [HTMLNode] {
    [.sentence(names.joined(separator: ", "))]
  }

  private func list(
    id: String, title: String, _ entries: [(term: [HTMLNode], words: [HTMLNode])]
  ) -> HTMLNode {
    guard !entries.isEmpty else { return .nothing }
    return .tag(
      .details, [HTMLAttribute(.class, "asked"), HTMLAttribute(.id, id)],
      [
        .tag(.summary, title),
        .tag(
          .dl, [],
          entries.map { .group([.tag(.dt, [], $0.term), .tag(.dd, [], $0.words)]) }),
      ])
  }
}
