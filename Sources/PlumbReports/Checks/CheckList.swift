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
    `plumb check JOB` asks these \(count) questions; `plumb check --list` prints this page. An *error* is \
    wrong, a *warning* is probably wrong or to be known before the labels are used, a *note* is worth \
    knowing. The weight given here is that of the gravest finding. A check that lacks what it needs is \
    skipped with the reason, never passed.

    The exit code is 1 where a finding is as grave as `--fail-on` (an error, unless told otherwise), \
    else 0. `--only` takes ids and names of groups, with commas between them. Thresholds and weights are \
    changed in `plumb.yml`:
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
    case .manifest: "manifest: the lines and what they cover"
    case .classes: "classes: names and numbers"
    case .confidence: "confidence: what it can tell"
    case .sources: "sources: people and the machine"
    case .duplicates: "duplicates: images that are there twice"
    case .images: "images: what they are like"
    case .bias: "bias: labels that could be guessed"
    case .rekognition: "rekognition: import into Rekognition Custom Labels"
    }
  }
}
