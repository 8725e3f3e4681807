import PlumbSystem

/// Problems that only show when all rows are known: repeated images, names and numbers of classes.
func appendDatasetProblems(_ dataset: Dataset, _ problems: inout ProblemList) {
  let firstLines = firstLineOfEachClass(dataset)
  appendClassNameProblems(dataset, lines: firstLines, to: &problems)
  appendNearIdenticalClasses(dataset, lines: firstLines, to: &problems)
  appendIndexConflicts(dataset, &problems)
  appendSeveralJobs(dataset, &problems)
  appendDuplicates(dataset, &problems)
  appendCoverage(dataset, &problems)
}

private func firstLineOfEachClass(_ dataset: Dataset) -> [Int] {
  var lines = [Int](repeating: 0, count: dataset.classNames.count)
  var open = lines.count
  for row in 0..<dataset.count where open > 0 {
    dataset.forEachLabel(in: row..<row + 1) { id, _, _ in
      if lines[id] == 0 {
        lines[id] = Int(dataset.lines[row])
        open -= 1
      }
    }
  }
  return lines
}

private func appendClassNameProblems(
  _ dataset: Dataset, lines: [Int], to problems: inout ProblemList
) {
  for (name, line) in zip(dataset.classNames, lines) {
    if name.allSatisfy(\.isWhitespace) {
      let word = name.isEmpty ? "empty" : "blank"
      problems.append(line: line, .emptyClassName, "the class name is \(word)")
    }
    if name.unicodeScalars.count > 256 {
      problems.append(
        line: line, .longClassName, "the class name has \(name.unicodeScalars.count) characters")
    }
    if name.unicodeScalars.contains(where: isControl) {
      problems.append(
        line: line, .controlCharacters, "the class name contains control or invisible characters")
    }
  }
}

/// Names that look the same: they differ in case, spacing, invisible characters or the encoding of
/// accents.
private func appendNearIdenticalClasses(
  _ dataset: Dataset, lines: [Int], to problems: inout ProblemList
) {
  var first: [String: Int] = [:]
  for (id, name) in dataset.classNames.enumerated() {
    let folded = foldedName(name)
    guard let other = first[folded] else {
      first[folded] = id
      continue
    }
    problems.append(
      line: lines[id], .nearIdenticalClasses,
      "the class \"\(shortened(name))\" looks like \"\(shortened(dataset.classNames[other]))\" on "
        + "line \(lines[other])")
  }
}

/// A class name without irrelevant differences.
///
/// `String` keys compare by canonical equivalence, which is wanted only here.
package func foldedName(_ name: String) -> String {
  let visible = name.unicodeScalars.filter {
    !isControl($0) && !$0.properties.isDefaultIgnorableCodePoint
  }
  var folded = String.UnicodeScalarView()
  // Counting scalars takes as long as the name.
  let last = visible.count - 1
  for (position, scalar) in visible.enumerated() {
    let isInside = position > 0 && position < last
    let isSeparator =
      scalar.properties.isWhitespace || (isInside && (scalar == "_" || scalar == "-"))
    folded.append(isSeparator ? " " : scalar)
  }
  let words = String(folded).lowercased().split(separator: " ", omittingEmptySubsequences: true)
  return words.isEmpty ? name : words.joined(separator: " ")
}

extension Dataset {
  /// The class names with white space at either end.
  package var namesWithOuterSpaces: [String] {
    classNames.filter { name in
      let ends = [name.unicodeScalars.first, name.unicodeScalars.last]
      return ends.contains { $0?.properties.isWhitespace ?? false }
    }
  }
}

/// A class with two indices, or an index of two classes.
///
/// An index that is the same on every row is uninformative (some tools write a constant) and is
/// skipped in the second test.
private func appendIndexConflicts(_ dataset: Dataset, _ problems: inout ProblemList) {
  // Attributes that are named after their classes have indices of their own.
  guard dataset.labelling.kind != .box, dataset.labelling.origin != .classNames else { return }
  var indexOfClass = [Int32](repeating: LabelEntries.noIndex, count: dataset.classNames.count)
  var isTold = [Bool](repeating: false, count: indexOfClass.count)
  var firsts: [(line: Int, id: Int)] = []
  dataset.forEachIndex { row, id, index in
    if index == indexOfClass[id] || index == LabelEntries.noIndex { return }
    if indexOfClass[id] == LabelEntries.noIndex {
      indexOfClass[id] = index
      firsts.append((Int(dataset.lines[row]), id))
    } else if !isTold[id] {
      isTold[id] = true
      problems.append(
        line: Int(dataset.lines[row]), .indexNameConflict,
        "the class \"\(shortened(dataset.classNames[id]))\" has index \(index) here and "
          + "\(indexOfClass[id]) elsewhere; Plumb uses the name")
    }
  }
  appendSharedIndices(
    dataset, classes: firsts.map { ($0.line, $0.id, indexOfClass[$0.id]) }, to: &problems)
}

extension Dataset {
  /// Calls `body` for each label with its row, class and index, or `LabelEntries.noIndex`.
  fileprivate func forEachIndex(_ body: (_ row: Int, _ classID: Int, _ index: Int32) -> Void) {
    for row in 0..<count where kinds[row] == .labelled {
      guard let sets = labelSets else {
        body(row, Int(ids[row]), indices[row])
        continue
      }
      for label in sets.labels(of: row) {
        body(row, Int(sets.classIDs[label]), sets.indices[label])
      }
    }
  }
}

private func appendSharedIndices(
  _ dataset: Dataset, classes: [(line: Int, id: Int, index: Int32)],
  to problems: inout ProblemList
) {
  guard Set(classes.map(\.index)).count > 1 else { return }
  var classOfIndex: [Int32: Int] = [:]
  for one in classes {
    guard let other = classOfIndex[one.index] else {
      classOfIndex[one.index] = one.id
      continue
    }
    problems.append(
      line: one.line, .indexNameConflict,
      "index \(one.index) means \"\(shortened(dataset.classNames[one.id]))\" here "
        + "and \"\(shortened(dataset.classNames[other]))\" elsewhere; Plumb uses the name")
  }
}

private func appendSeveralJobs(_ dataset: Dataset, _ problems: inout ProblemList) {
  guard dataset.jobNames.count > 1, dataset.labelling.origin != .classNames,
    let row = (0..<dataset.count).first(where: { dataset.jobs(ofRow: $0).contains(1) })
  else { return }
  problems.append(
    line: Int(dataset.lines[row]), .severalJobs,
    "labels from \(dataset.jobNames.count) jobs\(dataset.labelling.attributes.count == 1 ? " under one attribute" : ""); their confidences are not "
      + "comparable"
  )
}

private func appendDuplicates(_ dataset: Dataset, _ problems: inout ProblemList) {
  for (row, first) in dataset.duplicates {
    let line = Int(dataset.lines[row])
    let firstLine = dataset.lines[first]
    problems.append(line: line, .duplicateImage, "same image as line \(firstLine)")
    // Boxes are not compared: only where they are would tell whether they differ.
    guard dataset.labelling.kind != .box, !dataset.hasSameClasses(row, first) else { continue }
    problems.append(
      line: line, .conflictingLabels,
      "labelled \(classWords(row, dataset)) here and \(classWords(first, dataset)) on line "
        + "\(firstLine)")
  }
}

/// The classes of a row, for a message.
private func classWords(_ row: Int, _ dataset: Dataset) -> String {
  let names = dataset.classIDs(ofRow: row).prefix(5)
    .map { "\"\(shortened(dataset.classNames[$0]))\"" }
  return names.isEmpty ? "with no class" : names.joined(separator: ", ")
}

private func appendCoverage(_ dataset: Dataset, _ problems: inout ProblemList) {
  guard dataset.kinds.contains(where: { $0 != .labelled }) else { return }
  let name = shortened(dataset.attribute.name)
  for row in 0..<dataset.count {
    switch dataset.kinds[row] {
    case .labelled: continue
    case .unlabelled:
      problems.append(
        line: Int(dataset.lines[row]), .unlabelled,
        "no label under '\(name)'" + labelledUnder(dataset.elsewhere.attributes(ofRow: row)))
    case .failed:
      problems.append(
        line: Int(dataset.lines[row]), .failed, dataset.failureReasons[Int(dataset.ids[row])])
    }
  }
}

/// The attributes that label a row instead, as the end of a sentence; the first alone is named.
private func labelledUnder(_ attributes: [LabelsElsewhere.Attribute]) -> String {
  guard let first = attributes.first else { return "" }
  let rest = attributes.count > 1 ? " and \(attributes.count - 1) more" : ""
  return "; labelled under '\(shortened(first.name))'\(rest)"
}
