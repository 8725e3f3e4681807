import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbAnalysis

/// What holds for every check, also for those to come.
struct AllChecksTests {
  @Test func everyCheckIsDescribed() {
    let descriptions = allChecks.map(\.description)
    #expect(Set(descriptions.map(\.id)).count == descriptions.count)
    #expect(Set(descriptions.map(\.id)).isDisjoint(with: CheckGroup.allCases.map(\.rawValue)))
    for one in descriptions {
      #expect(one.id.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }, "\(one.id)")
      #expect(one.question.hasSuffix("?"), "\(one.id)")
      #expect(one.importance.hasSuffix("."), "\(one.id)")
      #expect(one.command.hasPrefix("plumb ") && one.command.contains("JOB"), "\(one.id)")
      #expect(Set(one.thresholds.map(\.name)).count == one.thresholds.count, "\(one.id)")
      for threshold in one.thresholds {
        #expect(threshold.range.contains(threshold.value), "\(one.id).\(threshold.name)")
        #expect(threshold.name.allSatisfy { ("a"..."z").contains($0) || $0 == "-" })
      }
    }
  }

  @Test func everyWarningOfTheReaderIsTheSubjectOfOneCheck() {
    let elsewhere: [ProblemCode] = [
      .unlabelled, .failed, .nearIdenticalClasses, .indexNameConflict, .severalJobs,
      .duplicateImage, .conflictingLabels, .rekognitionError,
    ]
    let looked = RefusedLines.codes + OddValues.codes + elsewhere
    let expected = ProblemCode.allCases.filter { $0.effect != .fileRefused }
    #expect(looked.count == Set(looked).count)
    #expect(Set(looked) == Set(expected))
  }

  @Test(arguments: 0..<12)
  func findingsFitTheDataset(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let count = [1, 2, 30, 150][seed % 4]
    let data = try dataset(randomLines(count, using: &numbers) + [line()])
    var evidence = CheckEvidence(data, categories: seed % 2 == 0 ? ["cat", "dog", "a"] : nil)
    if seed % 3 > 0 { evidence.images = randomImages(data.count, &numbers) }
    for check in allChecks + cleanVisionChecks {
      let outcome = check.run(evidence)
      #expect(check.run(evidence) == outcome, "\(check.description.id) is not repeatable")
      if case .found(let findings) = outcome { #expect(!findings.isEmpty) }
      for finding in outcome.findings {
        #expect(finding.check == check.description.id)
        #expect(finding.severity <= check.description.severity, "\(finding)")
        #expect(finding.count > 0 && finding.count <= finding.total, "\(finding)")
        #expect(Set(finding.places).count == finding.places.count, "\(finding)")
        for place in finding.places {
          if let row = place.row { #expect(Int(data.lines[row]) == place.line) }
        }
      }
    }
  }

  /// Images of which some are alike, odd, damaged or unreadable.
  private func randomImages(_ count: Int, _ numbers: inout SeededNumbers) -> ImageMeasurements {
    var images = ImageMeasurements()
    for row in 0..<count {
      let kind = Int.random(in: 0..<9, using: &numbers)
      let image = photograph(row % 20) {
        $0.facts.cleanVision = kind < 5 || kind > 6 ? judgement(row % 5) : nil
        $0.facts.notes = kind == 6 ? [.truncated] : []
        if kind == 1 { $0.contentHash = ContentHash(words: .zero) }
        if kind == 2 { ($0.highBrightness, $0.sharpness, $0.entropy) = (0.1, nil, 0) }
        if kind == 3 { ($0.width, $0.height) = (Int.random(in: 1...9_999, using: &numbers), 9) }
        if kind == 4 { ($0.lowBrightness, $0.sharpness, $0.colourShare) = (0.99, 0.01, 0) }
      }
      if kind == 5 {
        images.append(ImageFailure(.corrupt, "message"), row: row)
      } else {
        images.append(image, row: row)
      }
    }
    return images
  }

  @Test func checksThatNeedImagesAreSkippedWithoutThem() throws {
    let evidence = try evidence(lines(3, TestLine()) + [TestLine(name: "dog")])
    var noImage = evidence
    var images = ImageMeasurements()
    images.append(ImageFailure(.missing, "m"), row: 0)
    noImage.images = images
    for check in allChecks where check.description.needsImages {
      for some in [evidence, noImage] {
        switch check.run(some) {
        case .skipped(let reason): #expect(!reason.isEmpty)
        case .found: #expect(check.description.id == "unreadable-images")
        case .passed: Issue.record("\(check.description.id) passed without looking")
        }
      }
    }
  }

  // MARK: Running

  @Test func onlyTheChecksThatAreAskedForAreRun() throws {
    var settings = CheckSettings()
    settings.only = ["coverage", "rare-classes"]
    let results = runChecks(allChecks, on: try evidence(lines(3, TestLine())), with: settings)
    #expect(results.map(\.description.id) == ["coverage", "rare-classes"])
    #expect(results[1].thresholds.map(\.name) == ["least-labels"])
  }

  @Test func settingsChangeThresholdsAndWeights() throws {
    var settings = CheckSettings()
    settings.only = ["coverage", "rare-classes"]
    settings.off = ["coverage"]
    settings.thresholds = ["rare-classes": Thresholds(["least-labels": 2])]
    settings.severities = ["rare-classes": .error]
    let few = try evidence([TestLine(), TestLine(name: "dog"), TestLine(name: "dog")])
    let results = runChecks(allChecks, on: few, with: settings)
    if case .skipped = results[0].outcome {} else { Issue.record("\(results[0].outcome)") }
    #expect(results[1].outcome.findings.map(\.severity) == [.error])
    #expect(results[1].outcome.findings[0]["classes"] == .list([.text("cat")]))
    #expect(results[1].thresholds.map(\.value) == [2])
  }

  @Test func whatIsOnMostLinesIsCollapsed() throws {
    var settings = CheckSettings()
    settings.only = ["unlabelled-images"]
    func finding(_ unlabelled: Int) throws -> Finding {
      let evidence = try evidence(
        lines(40 - unlabelled, TestLine()) + lines(unlabelled, TestLine(name: nil)))
      return try #require(
        runChecks(allChecks, on: evidence, with: settings).first?.outcome.findings.first)
    }
    let half = try finding(20)
    #expect(!half.isCollapsed && half.places.count == 20)
    let more = try finding(21)
    #expect(more.isCollapsed && more.count == 21 && more.places.count == 21)
  }

  @Test func manyFindingsOfOneKindBecomeOne() throws {
    var settings = CheckSettings()
    settings.only = ["failed-images"]
    let failed = (0..<30).map { TestLine(failure: "reason \($0 % 3)") }
    let findings = runChecks(
      allChecks, on: try evidence([TestLine()] + failed), with: settings
    ).flatMap(\.outcome.findings)
    #expect(findings.count == 1)
    #expect(findings.first?.isCollapsed == true)
    #expect(findings.first?.places.count == 30)
  }
}
