import PlumbLabels
import PlumbText

/// How many labels of each class and source are in each part of a split.
struct SplitSummary {
  static let fileName = "split.json"
  /// The version of the file's layout.
  static let schema = 1

  private let job: ExportJob
  /// By class, source and part.
  private var counts: [[[Int]]]
  private let groupCount: Int
  private let togetherCount: Int

  init(_ job: ExportJob, _ plan: SplitPlan, groups: [[Int]]) {
    self.job = job
    let none = [Int](repeating: 0, count: job.fractions.names.count)
    counts = job.dataset.classNames.map { _ in LabelSource.allCases.map { _ in none } }
    for (row, part) in plan.rows {
      let values = job.dataset.row(row)
      counts[values.classID ?? 0][values.source?.number ?? 0][part] += 1
    }
    let several = groups.filter { $0.count > 1 }
    groupCount = several.count
    togetherCount = several.reduce(0) { $0 + $1.count }
  }

  /// The classes that are in the split, the most numerous first.
  private var classes: [Int] {
    let totals = counts.map { $0.joined().reduce(0, +) }
    let names = job.dataset.classNames
    return names.indices.filter { totals[$0] > 0 }.sorted {
      totals[$0] != totals[$1]
        ? totals[$0] > totals[$1] : ByteString(names[$0]) < ByteString(names[$1])
    }
  }

  /// The labels of a class in each part.
  private func parts(_ classID: Int) -> [Int] {
    counts[classID].dropFirst().reduce(counts[classID][0]) { sums, own in
      zip(sums, own).map { $0 + $1 }
    }
  }

  /// The labels in each part.
  var totals: [Int] {
    counts.indices.reduce(into: job.fractions.names.map { _ in 0 }) { totals, classID in
      for (part, count) in parts(classID).enumerated() { totals[part] += count }
    }
  }

  // MARK: JSON

  var json: JSONValue {
    let totals = totals
    let parts = job.fractions.names.enumerated().map { part, name in
      JSONValue.object([
        "name": .string(name), "share": .number(job.fractions.shares[part]),
        "manifest": .string("\(name).manifest"), "lines": .integer(totals[part]),
      ])
    }
    return .object([
      "schema": .integer(Self.schema), "version": .string(job.version),
      "manifest": .string(job.manifestName), "attribute": .string(job.dataset.attribute.name),
      "seed": .string(String(job.seed)), "parts": .array(parts),
      "classes": .array(classes.map(classJSON)),
      "together": .object(["groups": .integer(groupCount), "lines": .integer(togetherCount)]),
      "left_out": .integer(job.dataset.recordCount - totals.reduce(0, +)),
      "labelled_elsewhere": .integer(job.dataset.elsewhere.rows.count),
      "compared": .string(job.images == nil ? "references" : "references and contents"),
    ])
  }

  private func classJSON(_ classID: Int) -> JSONValue {
    func object(_ counts: [Int]) -> JSONValue {
      .object(zip(job.fractions.names, counts).map { .init(name: $0, value: .integer($1)) })
    }
    return .object([
      "name": .string(job.dataset.classNames[classID]), "human": object(counts[classID][0]),
      "machine": object(counts[classID][1]), "unknown": object(counts[classID][2]),
    ])
  }

  // MARK: Words

  private static let listedClasses = 20

  /// A table of classes and parts, then what is to be known about it.
  var notes: [String] {
    let names = job.fractions.names
    var table = TextTable(
      header: ["class"] + names, isRight: [false] + names.map { _ in true })
    for classID in classes.prefix(Self.listedClasses) {
      table.append(
        [displayName(job.dataset.classNames[classID], limit: 60)]
          + parts(classID).map(NumberText.whole))
    }
    table.append(["all"] + totals.map(NumberText.whole))
    var notes = table.lines
    if classes.count > Self.listedClasses {
      notes.append(
        "("
          + NumberText.counted(
            classes.count - Self.listedClasses, "more class", plural: "more classes")
          + " in \(Self.fileName))"
      )
    }
    if groupCount > 0 {
      notes.append(
        "\(ExportWords.lines(togetherCount)) of \(ExportWords.number(groupCount, "repeated image")) "
          + "kept together")
    }
    return notes + emptyParts + leftOut
  }

  /// Parts that lack classes.
  private var emptyParts: [String] {
    job.fractions.names.enumerated().dropFirst().compactMap { part, name in
      let lacking = classes.filter { parts($0)[part] == 0 }.count
      guard lacking > 0 else { return nil }
      let classes = lacking == 1 ? "1 class has" : "\(NumberText.whole(lacking)) classes have"
      // Loaders number the folders that they see.
      let advice = job.splitsImages ? "; use the class indices of train" : ""
      return "\(classes) no image in \(name): too few labels\(advice)"
    }
  }

  private var leftOut: [String] {
    let count = job.dataset.recordCount - totals.reduce(0, +)
    guard count > 0 else { return [] }
    let elsewhere = job.dataset.elsewhere.note(attribute: job.dataset.attribute.name)
    return ["left out: \(ExportWords.lines(count)) not selected or without a label"]
      + (elsewhere.map { ["note: " + $0] } ?? [])
  }
}
