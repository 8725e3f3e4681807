/// What people said about a label in a verification job, joined to that label.
///
/// Both are attributes of the same line. Ground Truth does not write which label a verdict is about:
/// it is the only other label of the line or, where there are several, the latest one before the
/// verdict. Where the dates do not show that, the verdict is joined to none.
public struct Judgement: Sendable, Hashable {
  /// The row of the dataset.
  public var row: Int
  /// The physical line, from 1.
  public var line: Int
  /// The `source-ref` of the image.
  public var image: String
  /// The attribute of the verification job.
  public var attribute: String
  /// The verdict, as the job's owner called it, such as "good".
  public var verdict: String
  /// What the workers wrote about the label.
  public var comments: [String]
  /// The attributes of the label that was judged; empty if that is not known.
  public var judgedAttributes: [String]
  /// The classes of the label that was judged, each once; empty if it is not known, has none, or is of
  /// a type that is not read.
  public var judgedClasses: [String]

  /// Whether the verdict rejects the label; nil if its name does not say, see ``VerdictMeaning``.
  public var isRejection: Bool? { VerdictMeaning.isRejection(verdict) }
}

/// What the name of a verdict means: the owner of a verification job chooses the names.
public enum VerdictMeaning {
  private static let accepting: Set = [
    "good", "right", "correct", "accept", "accepted", "acceptable", "accurate", "approve",
    "approved",
    "yes", "true", "valid", "pass", "passed", "ok", "okay", "fine", "perfect",
  ]
  private static let rejecting: Set = [
    "bad", "wrong", "incorrect", "reject", "rejected", "unacceptable", "inaccurate", "disapprove",
    "disapproved", "false", "invalid", "fail", "failed", "poor", "mistake", "error",
  ]
  private static let negations: Set = ["not", "no", "without", "isn", "never"]

  /// Whether a verdict of that name rejects a label.
  ///
  /// - Returns: true for names such as "bad", "Label is wrong", "not correct" or "no"; false for those
  ///   such as "good" or "yes"; nil for any other, and for those that say both.
  public static func isRejection(_ name: String) -> Bool? {
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    if words == ["no"] { return true }
    let isNegated = words.contains { negations.contains($0) }
    let accepts = words.contains(where: accepting.contains)
    let rejects = words.contains(where: rejecting.contains)
    guard accepts != rejects else { return nil }
    // "No errors" and "not bad" may mean anything.
    if rejects { return isNegated ? nil : true }
    return isNegated
  }
}

/// Joins the verdicts of a manifest to the labels of the same lines.
struct JudgementFinder {
  private let manifest: Manifest
  private let attributes: [LabelAttribute]
  /// The attributes of the dataset.
  private let own: Set<Int>

  init(_ manifest: Manifest, _ attributes: [LabelAttribute], own: [Int]) {
    (self.manifest, self.attributes, self.own) = (manifest, attributes, Set(own))
  }

  /// The label of one row under the attributes of one labelling.
  private struct Label {
    var attributes: [Int]
    var classIDs: [Int32]
    var date: Int64
  }

  /// The verdicts about the labels of a dataset of labels; of a dataset of verdicts all of these.
  func judgements(_ kind: LabelKind, _ dataset: Dataset) -> [Judgement] {
    let verdicts = attributes.indices.filter { attributes[$0].kind == .verdict }
    guard !verdicts.isEmpty, attributes.count > verdicts.count else { return [] }
    let labels = labels(except: Set(verdicts))
    return verdicts.filter { kind != .verdict || own.contains($0) }
      .flatMap { judgements(of: $0, labels, isAboutOwn: kind != .verdict, dataset) }
      .sorted { $0.row < $1.row }
  }

  private func judgements(
    of verdict: Int, _ labels: [UInt32: [Label]], isAboutOwn: Bool, _ dataset: Dataset
  ) -> [Judgement] {
    let entries = manifest.attributes[verdict].entries
    let comments = Dictionary(grouping: manifest.attributes[verdict].comments, by: \.row)
    return entries.rows.indices.compactMap { index in
      guard entries.states[index] == .labelled, entries.kinds[index] == .verdict else { return nil }
      let (row, candidates) = (entries.rows[index], labels[entries.rows[index]] ?? [])
      let judged = Self.judged(candidates, by: entries.dates[index])
      if isAboutOwn, judged?.attributes.contains(where: own.contains) != true { return nil }
      guard let number = dataset.rowNumber(onLine: Int(manifest.rowLines[Int(row)])) else {
        return nil
      }
      return Judgement(
        row: number, line: Int(dataset.lines[number]), image: dataset.references.string(number),
        attribute: attributes[verdict].name,
        verdict: manifest.tables.classes.string(Int(entries.classIDs[index])),
        comments: (comments[row] ?? []).map(\.text),
        judgedAttributes: (judged?.attributes ?? []).map { attributes[$0].name },
        judgedClasses: Self.unique(judged?.classIDs ?? []).map {
          manifest.tables.classes.string(Int($0))
        })
    }
  }

  /// The only label, or the latest before the verdict; nil if that is not known.
  private static func judged(_ labels: [Label], by date: Int64) -> Label? {
    if labels.count < 2 { return labels.first }
    guard date != LabelEntries.noDate, labels.allSatisfy({ $0.date != LabelEntries.noDate }) else {
      return nil
    }
    let earlier = labels.filter { $0.date <= date }
    guard let latest = earlier.map(\.date).max() else { return nil }
    let found = earlier.filter { $0.date == latest }
    return found.count == 1 ? found[0] : nil
  }

  private static func unique(_ ids: [Int32]) -> [Int32] {
    var seen: Set<Int32> = []
    return ids.filter { seen.insert($0).inserted }
  }

  /// The labels of each row; those under the dataset's own attributes are one label.
  private func labels(except verdicts: Set<Int>) -> [UInt32: [Label]] {
    var result: [UInt32: [Label]] = [:]
    for attribute in attributes.indices where !verdicts.contains(attribute) {
      let entries = manifest.attributes[attribute].entries
      for index in 0..<entries.count where entries.states[index].isLabel {
        let id = entries.states[index] == .labelled ? entries.classIDs[index] : -1
        add(attribute, id, entries.dates[index], to: &result[entries.rows[index], default: []])
      }
    }
    return result
  }

  private func add(_ attribute: Int, _ id: Int32, _ date: Int64, to labels: inout [Label]) {
    let isOwn = own.contains(attribute)
    let place = labels.firstIndex { label in
      label.attributes.contains(attribute)
        || isOwn && label.attributes.contains(where: own.contains)
    }
    guard let place else {
      labels.append(Label(attributes: [attribute], classIDs: id < 0 ? [] : [id], date: date))
      return
    }
    if !labels[place].attributes.contains(attribute) { labels[place].attributes.append(attribute) }
    if id >= 0 { labels[place].classIDs.append(id) }
    labels[place].date = max(labels[place].date, date)
  }
}
