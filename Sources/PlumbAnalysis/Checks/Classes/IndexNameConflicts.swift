import PlumbLabels
import PlumbText

/// Class indices and class names that contradict each other, or the job's label category file.
struct IndexNameConflicts: Check {
  var description: CheckDescription {
    CheckDescription(
      id: "index-name-conflicts", group: .classes, severity: .error,
      question: "Does every class have one index, and every index one class?",
      importance: """
        Plumb identifies classes by name. A training job may use the index instead, and would then \
        learn two classes as one, or one as two.
        """, command: "plumb export JOB --format csv | cut -d, -f4,9 | sort | uniq -c")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    if evidence.dataset.labelling.origin == .classNames {
      return .skipped("each label attribute is named after its class and has an index of its own")
    }
    var findings: [Finding] = []
    if let (_, problems) = evidence.problems([ProblemCode.indexNameConflict]).first {
      findings.append(
        finding(
          """
          Class names and indices contradict each other \(problems.count, "time"), first on \
          line \(problems[0].line): \(quotation: problems[0].message)
          """, count: problems.count, of: evidence.labelCount,
          places: problems.map { evidence.place(line: $0.line, "\(quotation: $0.message)") }))
    }
    return CheckOutcome(findings + categoryFindings(evidence))
  }

  /// Labels whose index is that of another class in the category file, one finding a pair.
  private func categoryFindings(_ evidence: CheckEvidence) -> [Finding] {
    guard let categories = evidence.categories else { return [] }
    struct Pair: Hashable {
      var id: Int
      var index: Int
    }
    var rows: [Pair: [Int]] = [:]
    let names = evidence.dataset.classNames
    // Of a class that the file lacks it says nothing: unknown-classes tells of those.
    let listed = Set(categories.map { ByteString($0) })
    let isListed = names.map { listed.contains(ByteString($0)) }
    for row in evidence.labelledRows {
      let label = evidence.byClass.row(row)
      guard let id = label.classID, isListed[id], let index = label.classIndex,
        categories.indices.contains(index),
        ByteString(categories[index]) != ByteString(names[id])
      else { continue }
      rows[Pair(id: id, index: index), default: []].append(row)
    }
    return rows.sorted {
      ($1.value.count, $0.key.id, $0.key.index) < ($0.value.count, $1.key.id, $1.key.index)
    }
    .map { pair, rows in
      finding(
        """
        \(rows.count, "label") of \(name: names[pair.id]) \(words: rows.count == 1 ? "has" : "have") \
        index \(pair.index), which the label category file assigns to \
        \(name: categories[pair.index])
        """, count: rows.count, of: evidence.labelCount,
        places: evidence.places(ofLabels: rows),
        details: [
          FindingDetail("class", .text(names[pair.id])),
          FindingDetail("index", .whole(pair.index)),
          FindingDetail("category", .text(categories[pair.index])),
        ])
    }
  }
}
