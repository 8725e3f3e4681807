import PlumbImageFacts
import PlumbSystem
import Testing

@testable import PlumbAnalysis

/// A judgement with good scores, with what is odd about it changed by the test.
func judgement(
  _ number: Int = 0, _ change: (inout CleanVisionScores) -> Void = { _ in }
) -> CleanVisionScores {
  var judgement = CleanVisionScores(
    brightness: (dark: 0.9, light: 0.9), shape: (oddAspectRatio: 0.75, side: 400),
    lowInformation: 0.8, blurry: 0.7, grayscale: 1,
    hashes: (pixels: ContentHash(words: SIMD4(UInt64(number), 0, 0, 0)), perceptual: UInt64(number))
  )
  change(&judgement)
  return judgement
}

extension Check {
  /// The findings on images that CleanVision judged.
  fileprivate func findings(
    _ judgements: [CleanVisionScores?], _ thresholds: [String: Double] = [:]
  ) throws -> [Finding] {
    var evidence = try evidence(lines(judgements.count, TestLine()))
    var images = ImageMeasurements()
    for (row, judgement) in judgements.enumerated() {
      images.append(photograph(row) { $0.facts.cleanVision = judgement }, row: row)
    }
    evidence.images = images
    return run(evidence, Thresholds(thresholds)).findings
  }
}

struct CheckProfileTests {
  @Test func theProfileReplacesChecksOnImagesOnly() {
    let (standard, other) = (CheckProfile.standard.checks, CheckProfile.cleanVision.checks)
    #expect(standard.map(\.description.id) == other.map(\.description.id))
    let replaced = zip(standard, other).filter {
      $0.description.thresholds != $1.description.thresholds
    }
    #expect(replaced.allSatisfy { $0.0.description.needsImages })
    let ids = Set(standard.map(\.description.id))
    #expect(cleanVisionChecks.allSatisfy { ids.contains($0.description.id) })
    #expect(cleanVisionChecks.count == 9)
  }

  @Test func withoutScoresNothingIsKnown() throws {
    for check in cleanVisionChecks {
      guard case .skipped = try check.run([TestLine()], [photograph()]) else {
        Issue.record("\(check.description.id) did not skip")
        continue
      }
    }
  }
}

struct CleanVisionScoreTests {
  private typealias Setter = (inout CleanVisionScores, Double) -> Void

  private func scoresBelowAreFound(
    _ id: String, _ threshold: Double, _ set: Setter
  ) throws {
    let check = try #require(cleanVisionChecks.first { $0.description.id == id })
    let judged = [threshold, threshold - 0.01, 0].map { value in
      judgement { set(&$0, value) }
    }
    let findings = try check.findings([nil] + judged)
    #expect(findings.map(\.rows) == [[3, 2]])
    #expect(findings.map(\.total) == [3])
    let worst = try #require(findings.first?.places.first)
    #expect(worst.value == 0)
    let none = try check.findings(judged, ["threshold": 0])
    #expect(none.isEmpty)
  }

  @Test func scoresBelowTheThresholdAreFound() throws {
    try scoresBelowAreFound("dark", 0.32) { $0.dark = $1 }
    try scoresBelowAreFound("light", 0.05) { $0.light = $1 }
    try scoresBelowAreFound("odd-aspect-ratio", 0.35) { $0.oddAspectRatio = $1 }
    try scoresBelowAreFound("low-information", 0.3) { $0.lowInformation = $1 }
    try scoresBelowAreFound("blurry", 0.29) { $0.blurry = $1 }
    try scoresBelowAreFound("grayscale", 1) { $0.grayscale = $1 }
  }
}

struct CleanVisionOddSizeTests {
  // Golden numbers by CleanVision's formulae, in NumPy.
  @Test func scoresAreThoseOfCleanVision() {
    let (scores, limit) = CleanVisionOddSize.scores(
      [100, 100, 110, 90, 105, 95, 100, 400, 20], factor: 3)
    let expected = [1, 1, 0.857142857, 0.857142857, 0.928571429, 0.928571429, 1, 0, 0]
    for (score, other) in zip(scores, expected) { #expect(abs(score - other) < 1e-8) }
    #expect(limit == 0.5)
  }

  @Test func inSetsOfOneSizeEveryOtherIsOdd() throws {
    let sides: [Double] = Array(repeating: 100.0, count: 9) + [101.0]
    let found = try CleanVisionOddSize().findings(
      sides.map { side in judgement { $0.side = side } })
    #expect(found.map(\.rows) == [[9]])
  }
}

struct CleanVisionDuplicatesTests {
  private func judged(_ hashes: [(pixels: UInt64, look: UInt64)]) -> [CleanVisionScores] {
    hashes.map { hash in
      judgement {
        $0.pixelHash = ContentHash(words: SIMD4(hash.pixels, 0, 0, 0))
        $0.perceptualHash = hash.look
      }
    }
  }

  @Test func equalPixelsAreExactDuplicates() throws {
    let found = try CleanVisionDuplicates.exact.findings(
      judged([(1, 1), (2, 2), (1, 3), (2, 2), (2, 5)]))
    #expect(found.map(\.rows) == [[1, 3, 4, 0, 2]])
    let third = 1.0 / 3
    let scores: [Double] = found[0].places.compactMap(\.value)
    #expect(scores == [third, third, third, 0.5, 0.5])
  }

  @Test func equalHashesAreNearDuplicatesUnlessAllAreExact() throws {
    let found = try CleanVisionDuplicates.near.findings(
      judged([(1, 7), (1, 7), (2, 8), (2, 8), (3, 8), (4, 9)]))
    #expect(found.map(\.rows) == [[2, 3, 4]])
  }

  @Test func differentImagesPass() throws {
    for check in [CleanVisionDuplicates.exact, .near] {
      #expect(try check.findings(judged([(1, 1), (2, 2)])) == [])
    }
  }
}
