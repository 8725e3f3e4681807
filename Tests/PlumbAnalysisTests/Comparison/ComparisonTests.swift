import Foundation
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Labels against reference labels, and confidences against what they promise.
struct ComparisonTests {
  // MARK: Calibration

  private static let confidences = [
    0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.99, 0.97,
  ]
  private static let correct = [1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1]

  private static func points() -> [Calibration.Point] {
    zip(confidences, correct).map { Calibration.Point(confidence: $0, isRight: $1 == 1) }
  }

  @Test func calibrationIsThatOfAnotherImplementation() throws {
    let ten = try #require(Calibration.measure(Self.points(), bins: 10, masses: 4).value)
    #expect(abs(ten.expectedError - 0.1825) < 1e-9)
    #expect(abs(ten.maximumError - 0.5) < 1e-9)
    #expect(abs(ten.equalMassError - 0.1075) < 1e-9)
    #expect(abs(ten.brierScore - 0.138625) < 1e-9)
    #expect(ten.equalWidth.map(\.accuracy.total) == [1, 2, 2, 2, 2, 3])
    #expect(ten.equalWidth.map(\.accuracy.count) == [0, 1, 2, 1, 2, 3])
    for (bin, mean) in zip(ten.equalWidth, [0.5, 0.575, 0.675, 0.775, 0.875, 0.97]) {
      #expect(abs(bin.meanConfidence - mean) < 1e-9)
    }
    #expect(ten.equalWidth[0].bounds == 0.4...0.5)
    let fifteen = try #require(Calibration.measure(Self.points(), bins: 15).value)
    #expect(abs(fifteen.expectedError - 0.1825) < 1e-9)
  }

  @Test(arguments: 1...5) func everyLabelIsInOneBin(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let points = (0..<200).map { _ in
      Calibration.Point(
        confidence: Double(Int.random(in: 0...20, using: &numbers)) / 20,
        isRight: Bool.random(using: &numbers))
    }
    let own = try #require(Calibration.measure(points, masses: 7).value)
    let again = try #require(Calibration.measure(points.shuffled(using: &numbers), masses: 7).value)
    #expect(own.equalWidth == again.equalWidth)
    for bins in [own.equalWidth, own.equalMass] {
      #expect(bins.reduce(0) { $0 + $1.accuracy.total } == 200)
      #expect(bins.allSatisfy { $0.bounds.contains($0.meanConfidence) })
    }
    let sizes = own.equalMass.map(\.accuracy.total)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    #expect((0...1).contains(own.expectedError) && own.expectedError <= own.maximumError)
  }

  @Test func confidencesThatTellNothingAreNotMeasured() {
    let constant = [true, false].map { Calibration.Point(confidence: 0.95, isRight: $0) }
    #expect(Calibration.measure(constant).reason == "the confidence is constant")
    let missing = [Calibration.Point(confidence: nil, isRight: true)]
    #expect(Calibration.measure(missing).reason?.contains("has a confidence") == true)
    #expect(Calibration.measure([]).value == nil)
    #expect(Calibration.measure([.init(confidence: 1, isRight: true)]).value == nil)
    let two = [0.2, 1].map { Calibration.Point(confidence: $0, isRight: true) }
    #expect(Calibration.measure(two, masses: 50).value?.equalMass.count == 2)
  }

  // MARK: Reference labels

  private static func sample() throws -> (Dataset, MatchedTruth) {
    let data = try dataset([
      line(anyImage, "cat", confidence: "0.9"), line(anyImage, "cat", confidence: "0.8"),
      line(anyImage, "dog", confidence: "0.7"),
      line(anyImage, "dog", confidence: "0.5", human: false),
      line(anyImage, "owl", confidence: "0.5", human: false),
      line(anyImage, "cat", confidence: nil), unlabelledLine, failedLine("expired"),
    ])
    let truth = TruthLabels(
      ["cat", "dog", "dog", "dog", "cat", "fox", "cat", "cat"].enumerated().map {
        .init(key: Array(String($0.offset).utf8), label: Array($0.element.utf8), line: 1)
      })
    return (data, try MatchedTruth(truth, data))
  }

  @Test func labelsAreCountedAgainstTheReference() throws {
    let (data, truth) = try Self.sample()
    let comparison = TruthComparison(data, truth)
    #expect(comparison.overall.accuracy == Proportion(3, of: 6))
    #expect(comparison.bySource[.human]?.accuracy == Proportion(2, of: 4))
    #expect(comparison.bySource[.machine]?.accuracy == Proportion(1, of: 2))
    #expect(comparison.differing == [1, 4, 5])
    #expect(truth.classNames == ["cat", "dog", "owl", "fox"])
    let confusion = comparison.overall.confusion
    #expect(confusion[0, 0] == 1 && confusion[1, 0] == 1 && confusion[3, 0] == 1)
    #expect(confusion.disagreements.map(\.count) == [1, 1, 1])
    let cat = try #require(comparison.overall.classes.first { $0.classID == 0 })
    #expect(cat.found == Proportion(1, of: 2) && cat.right == Proportion(1, of: 3))
    let fox = try #require(comparison.overall.classes.first { $0.classID == 3 })
    #expect(fox.found == Proportion(0, of: 1) && fox.right.share == nil)
    let table = comparison.overall.kappa
    #expect(table == CohenKappa.kappa(confusion))
    #expect(comparison.calibrations.map(\.source) == [.human, .machine])
    #expect(comparison.calibrations[0].calibration.value?.count == 3)
    #expect(comparison.calibrations[1].calibration.reason == "the confidence is constant")
  }

  @Test func jobsAreCalibratedApart() throws {
    let data = try dataset([
      line(anyImage, "cat", confidence: "0.9", job: "j/a"),
      line(anyImage, "cat", confidence: "0.8", job: "j/b"),
      line(anyImage, "cat", confidence: "0.1", job: "j/a"),
      line(anyImage, "cat", confidence: "0.2", job: "j/b"),
    ])
    let truth = TruthLabels(
      (0..<4).map { .init(key: Array("\($0)".utf8), label: Array("cat".utf8), line: 1) })
    let comparison = TruthComparison(data, try MatchedTruth(truth, data))
    #expect(comparison.calibrations.map(\.jobID) == [0, 1])
    #expect(comparison.calibrations.map { $0.calibration.value?.count } == [2, 2])
  }

  // MARK: Human and machine

  private static let human = [400, 250, 200, 100, 50]
  private static let machine = [900, 700, 250, 120, 30]

  @Test func theMixOfClassesIsThatOfAnotherImplementation() throws {
    let mix = try #require(ClassMix.compare(Self.human, Self.machine).value)
    let test = try #require(mix.test.value)
    #expect(abs(test.chiSquare - 95.069239971) < 1e-8)
    #expect(test.degrees == 4 && test.pooledClasses == 0)
    #expect(abs(test.pValue / 1.1016115344793175e-19 - 1) < 1e-8)
    #expect(abs(try #require(mix.cramersV.value) - 0.174258699) < 1e-9)
    #expect(abs(mix.divergence - 0.024216253) < 1e-9)
    #expect(abs(mix.totalVariation - 0.15) < 1e-12)
    let residuals = [-2.605250529, -5.550561155, 5.423261445, 3.961885117, 5.609281692]
    for (own, wanted) in zip(mix.classes, residuals) {
      let residual = try #require(own.residual.value)
      #expect(abs(residual.value - wanted) < 1e-8)
      #expect(residual.isNotable)
    }
    #expect(mix.classes[0].first == Proportion(400, of: 1_000))
    #expect(ClassMix.expectedByDesign.contains("not an error in itself"))
  }

  @Test func theOrderOfClassesAndSidesDoesNotMatter() throws {
    let mix = try #require(ClassMix.compare(Self.human, Self.machine).value)
    let turned = try #require(
      ClassMix.compare(Self.human.reversed() + [0, 0], Self.machine.reversed() + [0, 0]).value)
    let swapped = try #require(ClassMix.compare(Self.machine, Self.human).value)
    for other in [turned, swapped] {
      #expect(abs((other.test.value?.chiSquare ?? 0) - (mix.test.value?.chiSquare ?? 1)) < 1e-9)
      #expect(abs(other.divergence - mix.divergence) < 1e-12)
      #expect(abs((other.cramersV.value ?? 0) - (mix.cramersV.value ?? 1)) < 1e-12)
    }
    #expect(turned.classes.count == 5)
    #expect(
      abs(
        (swapped.classes[0].residual.value?.value ?? 0)
          + (mix.classes[0].residual.value?.value ?? 0))
        < 1e-9)
  }

  @Test func equalMixesDoNotDiffer() throws {
    let mix = try #require(ClassMix.compare([40, 20, 60], [400, 200, 600]).value)
    #expect((mix.test.value?.pValue ?? 0) > 0.999)
    #expect(mix.cramersV == .value(0) && mix.divergence < 1e-12 && mix.totalVariation < 1e-12)
    #expect(mix.classes.allSatisfy { $0.residual.value?.isNotable == false })
    let apart = try #require(ClassMix.compare([50, 0], [0, 50]).value)
    #expect(abs(apart.divergence - 1) < 1e-12 && abs(apart.totalVariation - 1) < 1e-12)
    #expect(abs((apart.cramersV.value ?? 0) - 1) < 0.02)
  }

  @Test func rareClassesAreTestedTogether() throws {
    let mix = try #require(ClassMix.compare([500, 300, 3, 2, 4, 3], [450, 350, 2, 4, 3, 2]).value)
    let test = try #require(mix.test.value)
    #expect(test.pooledClasses == 4 && test.degrees == 2)
    #expect(mix.classes[2].residual.reason?.contains("below 5") == true)
  }

  @Test func holesAreSaidInWords() throws {
    #expect(ClassMix.compare([1, 2], [0, 0]).reason == "one side has no labels")
    #expect(ClassMix.compare([], []).reason == "one side has no labels")
    let one = try #require(ClassMix.compare([10], [20]).value)
    #expect(one.test.reason == "there is one class only")
    #expect(one.cramersV.reason == "there is one class only")
    #expect(one.classes[0].residual.value == nil && one.divergence == 0)
    let few = try #require(ClassMix.compare([1, 1], [1, 0]).value)
    #expect(few.test.reason?.contains("too few labels") == true)
  }

  @Test func sourcesOfADatasetAreCompared() throws {
    let lines =
      (0..<60).map { line(anyImage, $0 % 2 == 0 ? "a" : "b") }
      + (0..<60).map { line(anyImage, $0 % 6 == 0 ? "a" : "b", human: false) }
    let mix = try #require(ClassMix.compareSources(ClassSummary(try dataset(lines))).value)
    #expect(
      mix.classes.map(\.first.count) == [30, 30] && mix.classes.map(\.second.count) == [50, 10])
    #expect((mix.test.value?.pValue ?? 1) < 0.001)
  }
}
