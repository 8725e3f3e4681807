import Testing

@testable import PlumbAnalysis

/// A judgement with good scores, with what is odd about it changed by the test.
func judgement(
  _ number: Int = 0, _ change: (inout CleanVisionJudgement) -> Void = { _ in }
) -> CleanVisionJudgement {
  var judgement = CleanVisionJudgement(
    dark: 0.9, light: 0.9, oddAspectRatio: 0.75, lowInformation: 0.8, blurry: 0.7, grayscale: 1,
    side: 400, pixelHash: SIMD4(UInt64(number), 0, 0, 0), perceptualHash: UInt64(number))
  change(&judgement)
  return judgement
}

extension Check {
  /// The findings on images that CleanVision judged.
  fileprivate func findings(
    _ judgements: [CleanVisionJudgement?], _ thresholds: [String: Double] = [:]
  ) throws -> [Finding] {
    var evidence = try evidence(lines(judgements.count, TestLine()))
    var images = ImageMeasurements()
    for (row, judgement) in judgements.enumerated() {
      images.append(photograph(row), row: row, cleanVision: judgement)
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
  @Test(arguments: [
    ("dark", \CleanVisionJudgement.dark, 0.32), ("light", \.light, 0.05),
    ("odd-aspect-ratio", \.oddAspectRatio, 0.35), ("low-information", \.lowInformation, 0.3),
    ("blurry", \.blurry, 0.29), ("grayscale", \.grayscale, 1),
  ])
  func scoresBelowTheThresholdAreFound(
    _ id: String, _ score: WritableKeyPath<CleanVisionJudgement, Double> & Sendable,
    _ threshold: Double
  ) throws {
    let check = try #require(cleanVisionChecks.first { $0.description.id == id })
    let judged = [threshold, threshold - 0.01, 0].map { value in
      judgement { $0[keyPath: score] = value }
    }
    let findings = try check.findings([nil] + judged)
    #expect(findings.map(\.rows) == [[3, 2]])
    #expect(findings.map(\.total) == [3])
    #expect(findings[0].places[0].value == 0)
    #expect(try check.findings(judged, ["threshold": 0]) == [])
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
    let sides = Array(repeating: 100.0, count: 9) + [101]
    let found = try CleanVisionOddSize().findings(
      sides.map { side in judgement { $0.side = side } })
    #expect(found.map(\.rows) == [[9]])
  }
}

struct CleanVisionDuplicatesTests {
  private func judged(_ hashes: [(pixels: UInt64, look: UInt64)]) -> [CleanVisionJudgement] {
    hashes.map { hash in
      judgement {
        $0.pixelHash = SIMD4(hash.pixels, 0, 0, 0)
        $0.perceptualHash = hash.look
      }
    }
  }

  @Test func equalPixelsAreExactDuplicates() throws {
    let found = try CleanVisionDuplicates.exact.findings(
      judged([(1, 1), (2, 2), (1, 3), (2, 2), (2, 5)]))
    #expect(found.map(\.rows) == [[1, 3, 4, 0, 2]])
    #expect(found[0].places.map(\.value) == [1.0 / 3, 1.0 / 3, 1.0 / 3, 0.5, 0.5])
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
