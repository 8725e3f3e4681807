import PlumbAnalysis

/// The manual of the checks: what `plumb check --list` prints and docs/checks.md holds.
package enum CheckList {
  /// The whole text, in Markdown.
  package static func text(_ checks: [any Check] = allChecks) -> String {
    let descriptions = checks.map(\.description)
    let groups = CheckGroup.allCases.compactMap { group -> String? in
      let members = descriptions.filter { $0.group == group }
      guard !members.isEmpty else { return nil }
      return (["## \(group.title)"] + members.map(entry)).joined(separator: "\n\n")
    }
    return ([introduction(descriptions.count)] + groups).joined(separator: "\n\n") + "\n"
  }

  private static func introduction(_ count: Int) -> String {
    """
    # The checks
    `plumb check JOB` runs these \(count) checks; `plumb check --list` prints this page. An *error* is \
    definitely wrong. A *warning* is probably wrong, or something to know before using the labels. A \
    *note* is for information. The severity shown here is the highest that a check reports by default. A \
    check that lacks its input is skipped with a reason, and does not count as passed.

    The exit code is 1 if any finding is at least as severe as `--fail-on` (default: `error`), else 0. \
    `--only` takes a comma-separated list of check ids and group names. Change thresholds and severities \
    in `plumb.yml`:
    ```
    checks:
      coverage: {least-share: 0.9}
      rare-classes: {least-labels: 50, severity: error}
      class-imbalance: {severity: off}
    ```
    """
  }

  private static func entry(_ description: CheckDescription) -> String {
    var lines = [
      "### \(description.id)",
      "\(description.question) (\(description.severity.rawValue)"
        + (description.needsImages ? ", needs the images" : "")
        + (description.isOnRequest ? ", only on request)" : ")"),
      "", description.importance,
    ]
    if !description.thresholds.isEmpty {
      lines += ["", "| threshold | default | |", "| --- | --- | --- |"]
      lines += description.thresholds.map {
        "| `\($0.name)` | \(thresholdText($0.value)) | \($0.meaning) |"
      }
    }
    return (lines + ["", "Next: `\(description.command)`"]).joined(separator: "\n")
  }
}

extension CheckGroup {
  /// The heading of its checks.
  var title: String {
    switch self {
    case .manifest: "manifest: lines and coverage"
    case .classes: "classes: names and sizes"
    case .confidence: "confidence: what the values mean"
    case .sources: "sources: people and auto-labelling"
    case .duplicates: "duplicates: repeated and similar images"
    case .images: "images: files and image quality"
    case .bias: "bias: labels that can be predicted without the image"
    case .rekognition: "rekognition: import into Rekognition Custom Labels"
    }
  }
}
