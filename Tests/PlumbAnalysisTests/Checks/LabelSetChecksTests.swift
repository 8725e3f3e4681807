import PlumbImageFacts
import PlumbLabels
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbAnalysis

/// A line of a multi-label manifest for the tests of checks.
struct TestSet {
  var names: [String] = ["cat"]
  var path: String?
  var human = true
  /// One for each name, as JSON; nil for none.
  var confidences: [String?] = []
  var second: Int? = 0
  var job = "j"

  /// The set of one class that says what a line of one class says.
  init(_ line: TestLine) {
    names = line.name.map { [$0] } ?? []
    (path, human, second, job) = (line.path, line.human, line.second, line.job)
    confidences = [line.confidence]
  }

  init(_ names: [String] = ["cat"], path: String? = nil, human: Bool = true) {
    (self.names, self.path, self.human) = (names, path, human)
  }

  /// - Parameter classes: The class list of the job.
  func text(_ number: Int, _ classes: [String]) -> String {
    let ids = names.map { classes.firstIndex(of: $0) ?? 99 }
    let known = zip(ids, confidences + Array(repeating: "0.9", count: names.count))
    let members = [
      "\"class-map\":{" + zip(ids, names).map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
        + "}",
      "\"confidence-map\":{"
        + known.compactMap { id, value in value.map { "\"\(id)\":\($0)" } }.joined(separator: ",")
        + "}",
      "\"human-annotated\":\"\(human ? "yes" : "no")\"", "\"job-name\":\"\(job)\"",
      second.map { second in
        "\"creation-date\":\""
          + CreationDate(microseconds: 1_709_251_200_000_000 + Int64(second) * 1_000_000)
          .description
          + "\""
      },
      "\"type\":\"groundtruth/image-classification-multilabel\"",
    ]
    return "{\"source-ref\":\"s3://bucket/\(path ?? "image-\(number).jpg")\",\"a\":\(ids),"
      + "\"a-metadata\":{\(members.compactMap(\.self).joined(separator: ","))}}"
  }
}

func evidence(
  _ sets: [TestSet], classes: [String] = ["cat", "dog", "bird"], categories: [String]? = nil
) throws -> CheckEvidence {
  CheckEvidence(
    try dataset(sets.enumerated().map { $1.text($0, classes) }, attribute: "a"),
    categories: categories)
}

/// What holds for every check on images with several classes.
struct LabelSetChecksTests {
  /// Checks that need one class per image, and say so.
  private static let needOneClass: Set = ["expected-machine-errors", "order-effects"]
  /// Checks whose finding about sets differs from that about single classes by design.
  private static let differ: Set = ["label-shortcuts", "rekognition-lines"]

  private static let names = ["cat", "dog", "bird", "Cat", " fish"]

  /// Lines of one class each, with images of which some are alike.
  private static func lines(_ seed: Int) -> [TestLine] {
    var numbers = SeededNumbers(seed: UInt64(seed))
    func random(_ count: Int) -> Int { Int.random(in: 0..<count, using: &numbers) }
    return (0..<[4, 60, 200][seed % 3]).map { number in
      let id = seed % 2 == 0 ? random(3) : random(names.count)
      var line = TestLine(name: names[id], human: random(3) > 0, second: number / 3)
      line.path = random(9) == 0 ? "same-\(random(3)).jpg" : "\(names[id])/image-\(number).jpg"
      line.confidence = [nil, "0.95", "0.95", "0.7", "0.\(random(90) + 10)"][random(5)]
      line.index = id
      line.job = "j\(random(seed % 4 + 1))"
      return line
    }
  }

  private static func images(_ count: Int) -> ImageMeasurements {
    var images = ImageMeasurements()
    for row in 0..<count {
      images.append(
        photograph(row % 17) { if row % 5 == 0 { $0.contentHash = ContentHash(words: .zero) } },
        row: row)
    }
    return images
  }

  @Test(arguments: 0..<24)
  func setsOfOneClassAreJudgedAsOneClassIs(_ seed: Int) throws {
    let lines = Self.lines(seed)
    let categories = seed % 2 == 0 ? ["cat", "dog", "bird", "cow"] : nil
    var single = try evidence(lines, categories: categories)
    var sets = try evidence(lines.map(TestSet.init), classes: Self.names, categories: categories)
    #expect(sets.hasSets && !single.hasSets)
    if seed % 3 > 0 {
      single.images = Self.images(lines.count)
      sets.images = Self.images(lines.count)
    }
    for check in allChecks + cleanVisionChecks where !Self.differ.contains(check.description.id) {
      let id = check.description.id
      guard !Self.needOneClass.contains(id) else {
        if case .skipped = check.run(sets) { continue }
        Issue.record("\(id) needs one class per image, but ran")
        continue
      }
      #expect(check.run(sets) == check.run(single), "\(id)")
    }
  }

  /// With everything at hand, only the checks that need one class per image are skipped.
  @Test func everyOtherCheckLooksAtSets() throws {
    var numbers = SeededNumbers(seed: 5)
    let sets = (0..<300).map { number -> TestSet in
      let names = ["cat", "dog", "bird"].filter { _ in Bool.random(using: &numbers) }
      var set = TestSet(names, path: "\(names.first ?? "none")/\(number).jpg")
      set.human = number % 3 > 0
      set.second = number / 2
      set.confidences = names.map { _ in "0.\(Int.random(in: 10..<99, using: &numbers))" }
      return set
    }
    var evidence = try evidence(sets, categories: ["cat", "dog", "bird"])
    evidence.images = Self.images(300)
    evidence.stage = .finished
    evidence.manifestByteCount = 9_999
    let skipped = allChecks.filter {
      if case .skipped = $0.run(evidence) { true } else { false }
    }
    #expect(Set(skipped.map(\.description.id)) == Self.needOneClass)
  }

  @Test(arguments: 0..<12)
  func findingsFitTheDataset(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let names = ["cat", "dog", "bird", "Cat"]
    let sets = (0..<[3, 40, 150][seed % 3]).map { number -> TestSet in
      var set = TestSet(names.filter { _ in Int.random(in: 0..<3, using: &numbers) == 0 })
      set.human = Bool.random(using: &numbers)
      set.path = Int.random(in: 0..<9, using: &numbers) == 0 ? "same.jpg" : nil
      set.second = number / 4
      set.confidences = set.names.map { _ in
        [nil, "0.95", "0.4"][Int.random(in: 0..<3, using: &numbers)]
      }
      return set
    }
    var evidence = try evidence(sets, classes: names, categories: seed % 2 == 0 ? ["cat"] : nil)
    if seed % 3 > 0 { evidence.images = Self.images(sets.count) }
    for check in allChecks + cleanVisionChecks {
      let outcome = check.run(evidence)
      #expect(check.run(evidence) == outcome, "\(check.description.id) is not repeatable")
      for finding in outcome.findings {
        #expect(finding.count > 0 && finding.count <= finding.total, "\(finding)")
        #expect(Set(finding.places.map(\.line)).count == finding.places.count, "\(finding)")
        for place in finding.places {
          #expect(place.row.map { Int(evidence.dataset.lines[$0]) } == place.line)
        }
      }
    }
  }

  // MARK: Checks by row

  @Test func labelsWithoutAConfidenceHaveTheirLines() throws {
    var some = TestSet(["cat", "dog"])
    some.confidences = ["0.9", nil]
    let findings = MissingConfidence().run(try evidence([TestSet(), some, TestSet(["dog"])]))
      .findings
    #expect(findings.map(\.count) == [1] && findings.map(\.total) == [4])
    #expect(findings.first?.rows == [1])
  }

  @Test func classesByMachineAloneHaveTheirLines() throws {
    let sets = [
      TestSet(["cat"]), TestSet(["cat", "dog"], human: false), TestSet(["dog"], human: false),
    ]
    let finding = try #require(MachineOnlyClasses().run(try evidence(sets)).findings.first)
    #expect(finding["class"] == .text("dog"))
    #expect(finding.rows == [1, 2] && finding.count == 2)
  }

  @Test func confidencesOfABatchHaveTheirLines() throws {
    let sets = (0..<40).flatMap { batch -> [TestSet] in
      (0..<2).map { place in
        let isMixed = batch % 2 == 0
        var set = TestSet(isMixed && place == 0 ? ["dog"] : ["cat"])
        set.confidences = [isMixed ? "0.68" : "0.95"]
        set.second = batch * 60
        return set
      }
    }
    let finding = try #require(BatchConfidence().run(try evidence(sets)).findings.first)
    #expect(finding.rows == Array(0..<80))
  }

  @Test func oneImageWithSeveralClassesIsNoBatch() throws {
    let sets = (0..<40).map { number in
      var set = TestSet(["cat", "dog"])
      set.confidences = ["0.\(number + 10)", "0.5"]
      set.second = number * 60
      return set
    }
    guard case .skipped = BatchConfidence().run(try evidence(sets)) else {
      Issue.record("a batch of one image was judged")
      return
    }
  }

  // MARK: Sets as answers

  @Test func equalSetsAgreeInAnyOrder() throws {
    func outcome(_ names: [String]) throws -> (same: [Int], different: [Int]) {
      let evidence = try evidence([
        TestSet(["cat", "dog"], path: "x.jpg"), TestSet(names, path: "x.jpg"),
      ])
      return (
        DuplicateReferences().run(evidence).findings.flatMap(\.rows),
        ConflictingReferences().run(evidence).findings.flatMap(\.rows)
      )
    }
    #expect(try outcome(["dog", "cat"]) == ([1], []))
    #expect(try outcome(["dog"]) == ([], [1]))
    #expect(try outcome([]) == ([], [1]))
  }

  @Test func copiesWithOtherSetsAreNamed() throws {
    var evidence = try evidence([TestSet(["cat", "dog"]), TestSet(["cat", "dog"]), TestSet([])])
    var images = ImageMeasurements()
    for row in 0..<3 { images.append(photograph(), row: row) }
    evidence.images = images
    let finding = try #require(ConflictingExactDuplicates().run(evidence).findings.first)
    #expect(finding.rows == [2])
    #expect(
      finding.places.first?.note.plain
        == "without any class, but the same file on line 1 is cat and dog")
  }

  @Test func aPathMayNameAnyOfTheClasses() throws {
    let folders = ["cat", "dog", "bird"]
    let sets = (0..<90).map { number -> TestSet in
      let name = folders[number % 3]
      return TestSet([name, "wet"], path: "\(name)/\(number).jpg")
    }
    let classes = folders + ["wet"]
    #expect(PathConflicts().run(try evidence(sets, classes: classes)) == .passed)
    let odd = TestSet(["dog", "wet"], path: "bird/odd.jpg")
    let finding = try #require(
      PathConflicts().run(try evidence(sets + [odd], classes: classes)).findings.first)
    #expect(finding.rows == [90])
  }

  @Test func aClassThatVanishesFromSetsIsFound() throws {
    let sets = (0..<120).map { number -> TestSet in
      var set = TestSet(number < 60 && number % 2 == 0 ? ["cat", "dog"] : ["cat"])
      set.second = number
      if number % 7 == 0 { set.names.append("bird") }
      return set
    }
    let findings = VanishedClasses().run(try evidence(sets)).findings
    #expect(findings.map { $0["class"] } == [.text("dog")])
    #expect(findings.first?["later"] == .whole(61))
  }

  @Test func propertiesThatForetellAClassAreFound() throws {
    var evidence = try evidence((0..<80).map { TestSet($0 % 2 == 0 ? ["cat", "dog"] : ["cat"]) })
    var images = ImageMeasurements()
    for row in 0..<80 {
      images.append(photograph(row) { $0.meanBrightness = row % 2 == 0 ? 0.9 : 0.1 }, row: row)
    }
    evidence.images = images
    let found = LabelShortcuts().run(evidence).findings
    #expect(found.map { $0["class"] } == [.text("dog")])
    #expect(found.map { $0["property"] } == [.text("brightness")])
  }

  // MARK: Several attributes

  /// Attributes that are named after their classes, as Rekognition has them.
  private static func named(_ rows: [[(name: String, job: String)]]) throws -> CheckEvidence {
    let lines = rows.enumerated().map { number, labels in
      let pairs = labels.map { name, job in
        """
        "\(name)":1,"\(name)-metadata":{"confidence":0.9,"class-name":"\(name)",\
        "human-annotated":"yes","creation-date":"2024-03-01T10:00:00","job-name":"\(job)",\
        "type":"groundtruth/image-classification"}
        """
      }
      return "{" + (["\"source-ref\":\"s3://bucket/\(number).jpg\""] + pairs).joined(separator: ",")
        + "}"
    }
    return CheckEvidence(try dataset(lines))
  }

  @Test func attributesThatAreReadTogetherAreNotMissing() throws {
    let evidence = try Self.named([
      [("oak", "j1"), ("elm", "j2")], [("oak", "j1")], [("elm", "j2"), ("oak", "j1")],
    ])
    #expect(evidence.dataset.labelling.origin == .classNames)
    #expect(SeveralAttributes().run(evidence) == .passed)
    #expect(RekognitionLines().run(evidence) == .passed)
    #expect(evidence.jobs.jobs.map(\.name) == ["j1", "j2"])
    #expect(evidence.jobs.jobs.map(\.count) == [3, 2])
    for check: any Check in [SeveralJobs(), IndexNameConflicts()] {
      guard case .skipped = check.run(evidence) else {
        Issue.record("\(check.description.id) judged attributes that are named after classes")
        continue
      }
    }
  }

  @Test func listsOfClassesAreNotForRekognition() throws {
    let findings = RekognitionLines().run(try evidence([TestSet(), TestSet([])])).findings
    let found = findings.filter { $0["code"] == .text("ERROR_UNSUPPORTED_USE_CASE_TYPE") }
    #expect(found.map(\.rows) == [[0, 1]], "the same lines are reported once: \(findings)")
    #expect(found.first?.message.plain.hasPrefix("2 labels are lists of classes") == true)
  }
}
