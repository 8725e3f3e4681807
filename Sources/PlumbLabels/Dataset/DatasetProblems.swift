/// Problems that only show when all rows are known: repeated images, names and numbers of classes.
func appendDatasetProblems(_ dataset: Dataset, _ problems: inout ProblemList) {
  let firstLines = firstLineOfEachClass(dataset)
  appendClassNameProblems(dataset, firstLines, &problems)
  appendNearIdenticalClasses(dataset, firstLines, &problems)
  appendIndexConflicts(dataset, &problems)
  appendSeveralJobs(dataset, &problems)
  appendDuplicates(dataset, &problems)
  appendCoverage(dataset, &problems)
}

private func firstLineOfEachClass(_ dataset: Dataset) -> [Int] {
  var lines = [Int](repeating: 0, count: dataset.classNames.count)
  var open = lines.count
  for row in 0..<dataset.count where open > 0 && dataset.kinds[row] == .labelled {
    let id = Int(dataset.ids[row])
    if lines[id] == 0 {
      lines[id] = Int(dataset.lines[row])
      open -= 1
    }
  }
  return lines
}

private func appendClassNameProblems(
  _ dataset: Dataset, _ lines: [Int], _ problems: inout ProblemList
) {
  for (name, line) in zip(dataset.classNames, lines) {
    if name.isEmpty { problems.append(line: line, .emptyClassName, "the class name is empty") }
    if name.unicodeScalars.count > 256 {
      problems.append(
        line: line, .longClassName, "a class name of \(name.unicodeScalars.count) characters")
    }
    if name.unicodeScalars.contains(where: isControl) {
      problems.append(
        line: line, .controlCharacters, "the class name holds control or invisible characters")
    }
  }
}

/// Names that people would take for one: they differ in case, spacing, invisible characters or in
/// how accents are written.
private func appendNearIdenticalClasses(
  _ dataset: Dataset, _ lines: [Int], _ problems: inout ProblemList
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
      "the class \"\(name)\" looks like \"\(dataset.classNames[other])\" of line \(lines[other])")
  }
}

/// A class name without what does not tell classes apart.
///
/// `String` keys compare by canonical equivalence, which is just what is wanted here and nowhere
/// else.
func foldedName(_ name: String) -> String {
  let visible = name.unicodeScalars.filter {
    !isControl($0) && !$0.properties.isDefaultIgnorableCodePoint
  }
  var folded = String.UnicodeScalarView()
  for (position, scalar) in visible.enumerated() {
    let isInside = position > 0 && position < visible.count - 1
    let isSeparator =
      scalar.properties.isWhitespace || (isInside && (scalar == "_" || scalar == "-"))
    folded.append(isSeparator ? " " : scalar)
  }
  let words = String(folded).lowercased().split(separator: " ", omittingEmptySubsequences: true)
  return words.isEmpty ? name : words.joined(separator: " ")
}

/// A class with two indices, or an index of two classes.
///
/// An index that is the same on every row tells nothing (some tools write a constant) and is passed
/// over in the second test.
private func appendIndexConflicts(_ dataset: Dataset, _ problems: inout ProblemList) {
  var indexOfClass: [Int32: Int32] = [:]
  var classOfIndex: [Int32: Int32] = [:]
  var shared: [(line: Int, index: Int32, id: Int32)] = []
  var told: Set<Int32> = []
  for row in 0..<dataset.count where dataset.kinds[row] == .labelled {
    let (id, index) = (dataset.ids[row], dataset.indices[row])
    guard index != LabelEntries.noIndex else { continue }
    let known = indexOfClass[id]
    if known == nil {
      indexOfClass[id] = index
      if let other = classOfIndex.updateValue(id, forKey: index) {
        shared.append((Int(dataset.lines[row]), index, other))
      }
    } else if let known, known != index, told.insert(id).inserted {
      problems.append(
        line: Int(dataset.lines[row]), .indexNameConflict,
        "the class \"\(dataset.classNames[Int(id)])\" has the index \(index) here and \(known) "
          + "elsewhere; the name decides")
    }
  }
  guard Set(indexOfClass.values).count > 1 else { return }
  for conflict in shared {
    problems.append(
      line: conflict.line, .indexNameConflict,
      "the index \(conflict.index) stands for another class here than for "
        + "\"\(dataset.classNames[Int(conflict.id)])\" elsewhere; the name decides")
  }
}

private func appendSeveralJobs(_ dataset: Dataset, _ problems: inout ProblemList) {
  guard dataset.jobNames.count > 1,
    let row = dataset.jobIDs.firstIndex(where: { $0 == 1 })
  else { return }
  problems.append(
    line: Int(dataset.lines[row]), .severalJobs,
    "labels of \(dataset.jobNames.count) jobs under one attribute; their confidences do not compare"
  )
}

private func appendDuplicates(_ dataset: Dataset, _ problems: inout ProblemList) {
  for (row, first) in dataset.duplicates {
    let line = Int(dataset.lines[row])
    let firstLine = dataset.lines[first]
    problems.append(line: line, .duplicateImage, "the same image as on line \(firstLine)")
    guard dataset.ids[row] != dataset.ids[first] else { continue }
    problems.append(
      line: line, .conflictingLabels,
      "labelled \"\(dataset.classNames[Int(dataset.ids[row])])\" here and "
        + "\"\(dataset.classNames[Int(dataset.ids[first])])\" on line \(firstLine)")
  }
}

private func appendCoverage(_ dataset: Dataset, _ problems: inout ProblemList) {
  for row in 0..<dataset.count {
    switch dataset.kinds[row] {
    case .labelled: continue
    case .unlabelled:
      problems.append(
        line: Int(dataset.lines[row]), .unlabelled, "no label under '\(dataset.attribute.name)'")
    case .failed:
      problems.append(
        line: Int(dataset.lines[row]), .failed, dataset.failureReasons[Int(dataset.ids[row])])
    }
  }
}
