import PlumbLabels
import PlumbSystem

/// How often each pattern of answers occurs: the number of answers per class.
///
/// Every coefficient of agreement, and its interval, can be computed from this table, which stays
/// small for any number of images. It is a commutative monoid: tables of parts can be merged in any
/// order. Who gave which answer is forgotten.
package struct AnswerPatterns: Sendable, Equatable {
  /// Class and count in turn, by ascending class; the number of images with exactly these answers.
  private var counts: [[Int32]: Int] = [:]

  /// The table of nothing.
  package init() {}

  /// Counts the patterns of all rows that have answers.
  package init(_ votes: Votes) {
    let parts = concurrentMap(blocks(byWork: votes.rowStarts, work: 1 << 16)) { rows in
      var part = AnswerPatterns()
      part.add(rows, of: votes)
      return part
    }
    self = parts.reduce(into: AnswerPatterns()) { $0.merge($1) }
  }

  /// Takes rows in; those without answers change nothing.
  package mutating func add(_ rows: Range<Int>, of votes: Votes) {
    for row in rows {
      let answers = votes.answers(of: row)
      if !answers.isEmpty { counts[Self.pattern(votes.classes[answers]), default: 0] += 1 }
    }
  }

  /// Takes one image's answers in, as counts by class.
  ///
  /// - Parameters:
  ///   - counts: How many answers each class has, by its index.
  ///   - images: How many images have exactly these.
  package mutating func add(counts classCounts: [Int], images: Int = 1) {
    let pattern = classCounts.enumerated().filter { $0.element > 0 }
      .flatMap { [Int32($0.offset), Int32($0.element)] }
    if !pattern.isEmpty, images > 0 { counts[pattern, default: 0] += images }
  }

  /// Takes the images of another table in.
  package mutating func merge(_ other: AnswerPatterns) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// Class and count in turn.
  private static func pattern(_ classes: ArraySlice<Int32>) -> [Int32] {
    var pattern: [Int32] = []
    for id in classes.sorted() {
      if pattern.count >= 2, pattern[pattern.count - 2] == id {
        pattern[pattern.count - 1] += 1
      } else {
        pattern += [id, 1]
      }
    }
    return pattern
  }

  /// The patterns in a fixed order, so that sums over them are always the same.
  package var units: [AnswerUnit] {
    counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { AnswerUnit($0.key, $0.value) }
  }

  /// The same answers with only two classes: the one asked about is 0, all others are 1.
  package func asked(about id: Int) -> AnswerPatterns {
    var result = AnswerPatterns()
    for unit in units {
      let own = unit.counts.first { $0.classID == id }?.count ?? 0
      result.add(counts: [own, unit.answers - own], images: unit.images)
    }
    return result
  }

  /// ``asked(about:)`` for every class that answers have, classes ascending, in one pass.
  ///
  /// Asking for each class apart would go over all patterns as often as there are classes.
  package func askedAboutEach() -> [(classID: Int, patterns: AnswerPatterns)] {
    askedAboutEach(\.counts)
  }

  /// The same for answers that are sets of classes: each class is asked about apart, whether it is in the
  /// set, and an answer can have several.
  ///
  /// - Parameter sets: The sets that the patterns' classes stand for.
  package func askedAboutEach(
    of sets: AnswerSets
  ) -> [(classID: Int, patterns: AnswerPatterns)] {
    askedAboutEach { unit in
      var counts: [Int: Int] = [:]
      for one in unit.counts {
        for id in sets.members[one.classID] { counts[id, default: 0] += one.count }
      }
      return counts.sorted { $0.key < $1.key }
        .map { AnswerUnit.ClassCount(classID: $0.key, count: $0.value) }
    }
  }

  /// - Parameter chosen: How many answers of a unit have each class.
  private func askedAboutEach(
    _ chosen: (AnswerUnit) -> [AnswerUnit.ClassCount]
  ) -> [(classID: Int, patterns: AnswerPatterns)] {
    var images: [Int: Int] = [:]
    var found: [Int: (patterns: AnswerPatterns, images: [Int: Int])] = [:]
    for unit in units {
      images[unit.answers, default: 0] += unit.images
      for own in chosen(unit) {
        found[own.classID, default: (AnswerPatterns(), [:])].patterns
          .add(counts: [own.count, unit.answers - own.count], images: unit.images)
        found[own.classID]?.images[unit.answers, default: 0] += unit.images
      }
    }
    return found.sorted { $0.key < $1.key }.map { id, found in
      var patterns = found.patterns
      for (answers, all) in images {
        patterns.add(counts: [0, answers], images: all - (found.images[answers] ?? 0))
      }
      return (id, patterns)
    }
  }

  /// The classes that answers have, ascending.
  package var classIDs: [Int] {
    var ids: Set<Int32> = []
    for pattern in counts.keys {
      for place in stride(from: 0, to: pattern.count, by: 2) { ids.insert(pattern[place]) }
    }
    return ids.sorted().map(Int.init)
  }
}

/// Images that all have the same answers.
package struct AnswerUnit: Sendable, Hashable {
  /// How many answers of each class an image has; classes ascending, counts above 0.
  package let counts: [ClassCount]
  /// How many answers an image has.
  package let answers: Int
  /// How many images there are.
  package let images: Int

  /// Answers of one class.
  package struct ClassCount: Sendable, Hashable {
    /// The class.
    package var classID: Int
    /// How many answers.
    package var count: Int
  }

  init(_ pattern: [Int32], _ images: Int) {
    counts = stride(from: 0, to: pattern.count, by: 2).map {
      ClassCount(classID: Int(pattern[$0]), count: Int(pattern[$0 + 1]))
    }
    answers = counts.reduce(0) { $0 + $1.count }
    self.images = images
  }

  /// Ordered pairs of answers to one image that agree.
  var agreeingPairs: Int { counts.reduce(0) { $0 + $1.count * ($1.count - 1) } }

  /// Ordered pairs of answers to one image.
  var pairs: Int { answers * (answers - 1) }
}
