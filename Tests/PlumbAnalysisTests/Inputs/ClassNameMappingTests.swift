import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Class names of other files, put to those of a manifest.
struct ClassNameMappingTests {
  /// Labels with class indices of their own.
  private func data(_ classes: [(name: String, index: Int)]) throws -> Dataset {
    try dataset(
      classes.map { line(anyImage, $0.name, label: "\($0.index)") })
  }

  private func matcher(_ names: [String], _ data: Dataset) throws -> ClassNameMatcher {
    try ClassNameMatcher(names.map { Array($0.utf8) }, data, subject: "the reference labels")
  }

  private func mapped(_ names: [String], _ data: Dataset) throws -> [String] {
    let matcher = try matcher(names, data)
    return names.map { String(decoding: matcher.className(Array($0.utf8)), as: UTF8.self) }
  }

  private func error(_ names: [String], _ data: Dataset) throws -> String {
    try #require(throws: FormatError.self) { try matcher(names, data) }.description
  }

  @Test func namesStayAsTheyAre() throws {
    let data = try data([("cat", 0), ("dog", 1)])
    #expect(try matcher(["cat", "owl"], data).mapping == .names)
    #expect(try mapped(["owl", "dog"], data) == ["owl", "dog"])
    #expect(try matcher([], data).mapping == .names)
  }

  @Test func numbersAreClassIndices() throws {
    let data = try data([("cat", 0), ("dog", 1), ("fox", 5)])
    #expect(try matcher(["5", "0"], data).mapping == .indices)
    #expect(try mapped(["5", "0", "1.0"], data) == ["fox", "cat", "dog"])
  }

  @Test func classesThatAreNumbersComeFirst() throws {
    let data = try data([("1", 0), ("2", 1)])
    #expect(try matcher(["1", "2"], data).mapping == .names)
  }

  /// Numbers from 1 must not be taken for indices from 0.
  @Test func numbersThatAreNoIndicesAreRefused() throws {
    let data = try data([("cat", 0), ("dog", 1)])
    let words = try error(["1", "2"], data)
    #expect(words.contains("they are numbers, but not the manifest's class indices"))
    #expect(words.contains("0 is 'cat'") && words.contains("2 is unknown"))
    #expect(words.contains("'1', '2' against 'cat', 'dog'"))
  }

  /// An index that stands for two classes says nothing.
  @Test func indicesThatContradictEachOtherAreNotUsed() throws {
    let data = try data([("cat", 0), ("dog", 0)])
    #expect(try error(["0"], data).contains("gives its classes no distinct indices"))
  }

  @Test func aPrefixIsTakenOff() throws {
    let data = try data([("cat", 0), ("dog", 1)])
    #expect(try matcher(["prob_cat", "prob_dog"], data).mapping == .prefix("prob_"))
    let scores = try matcher(["cat_score", "dog_score"], data)
    #expect(scores.mapping == .suffix("_score"))
    #expect(scores.className(Array("dog_score".utf8)) == Array("dog".utf8))
    #expect(try mapped(["p.class.cat", "p.class.owl"], data) == ["cat", "owl"])
  }

  @Test func theLikelyCauseIsNamed() throws {
    let data = try data([("Golden Retriever", 0), ("dog", 1)])
    #expect(try error(["golden_retriever"], data).contains("letter case, spaces or punctuation"))
    #expect(try error(["wet", "dry"], data).contains("another attribute"))
    let many = (0..<50).map { "name\($0)" }
    #expect(try error(many, data).contains("and 45 more"))
  }

  @Test func predictionsByIndexAreThoseByName() throws {
    let data = try data([("cat", 0), ("dog", 1)])
    func read(_ text: String) throws -> MatchedPredictions {
      try MatchedPredictions(
        try CSVPredictions().read(Array(text.utf8), classNames: nil), data)
    }
    let byName = try read("dog,cat\n0.9,0.1\n0.2,0.8\n")
    let byIndex = try read("1,0\n0.9,0.1\n0.2,0.8\n")
    #expect(byIndex.classMapping == .indices && byName.classMapping == .names)
    for row in 0..<2 {
      for id in 0..<2 {
        #expect(byIndex.probability(row: row, of: id) == byName.probability(row: row, of: id))
      }
    }
    #expect(throws: FormatError.self) { try read("Cat,Dog\n0.9,0.1\n0.2,0.8\n") }
  }
}
