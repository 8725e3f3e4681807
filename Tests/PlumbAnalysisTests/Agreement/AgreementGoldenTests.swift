import PlumbLabels
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Published examples of the coefficients.
struct AgreementGoldenTests {
  /// Krippendorff (2011), example with four observers, twelve units and missing values.
  @Test func alphaOfKrippendorffsExample() throws {
    let observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    let units = (0..<12).map { unit in
      observers.compactMap { Array($0)[unit].wholeNumberValue.map { $0 - 1 } }
    }
    let patterns = AnswerPatterns(votes(rows: units, classes: 5))
    let alpha = try #require(KrippendorffAlpha().overall(patterns).value)
    #expect(abs(alpha - 0.743421053) < 1e-9)
  }

  /// Fleiss (1971): ten subjects, fourteen raters, five classes.
  @Test func kappaOfFleissExample() throws {
    let counts = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    var patterns = AnswerPatterns()
    for row in counts { patterns.add(counts: row) }
    let kappa = try #require(FleissKappa().overall(patterns).value)
    #expect(abs(kappa - 0.209930704) < 1e-9)
    let raw = try #require(RawAgreement().overall(patterns).value)
    #expect(abs(raw - 0.378021978) < 1e-9)
  }

  @Test func kappaOfCohensTable() throws {
    var table = ClassPairTable(classCount: 2)
    table.add(0, 0, count: 20)
    table.add(0, 1, count: 5)
    table.add(1, 0, count: 10)
    table.add(1, 1, count: 15)
    #expect(abs(try #require(CohenKappa.kappa(table).value) - 0.4) < 1e-12)
    #expect(CohenKappa.kappa(table.asked(about: 1)) == CohenKappa.kappa(table))
  }

  /// Two raters and two classes: 118 of 125 agree, 118 on the common class and none on the rare one
  /// (worked by hand from Gwet's formula).
  @Test func agreementWithoutAClassThatIsNearlyEverything() throws {
    var patterns = AnswerPatterns()
    patterns.add(counts: [2, 0], images: 118)
    patterns.add(counts: [1, 1], images: 7)
    let share = 3.5 / 125
    let byChance = 2 * share * (1 - share)
    let ac1 = try #require(GwetAC1().overall(patterns).value)
    #expect(abs(ac1 - (118.0 / 125 - byChance) / (1 - byChance)) < 1e-12)
    #expect(try #require(KrippendorffAlpha().overall(patterns).value) < 0)
  }

  @Test func twoWorkersHaveCohensKappa() throws {
    let rows =
      Array(repeating: [0, 0], count: 20) + Array(repeating: [0, 1], count: 5)
      + Array(repeating: [1, 0], count: 10) + Array(repeating: [1, 1], count: 15)
    #expect(abs(try #require(CohenKappa.kappa(votes(rows: rows, classes: 2)).value) - 0.4) < 1e-12)
    let three = CohenKappa.kappa(votes(rows: [[0, 0, 1]], classes: 2))
    #expect(three.reason == "it compares two workers, but there are 3")
  }
}
