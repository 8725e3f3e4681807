import TestSupport
import Testing

@testable import PlumbLabels

/// Which attributes of a manifest are looked at together.
struct LabellingTests {
  /// A pair of attribute and metadata.
  private static func pair(
    _ attribute: String, _ name: String, day: Int = 1, human: String = "yes"
  ) -> String {
    """
    "\(attribute)":1,"\(attribute)-metadata":{"class-name":"\(name)","confidence":0.9,\
    "job-name":"labeling-job/\(attribute)","human-annotated":"\(human)",\
    "creation-date":"2024-03-0\(day)T10:00:00","type":"groundtruth/image-classification"}
    """
  }

  private static func lines(_ rows: [[String]]) -> [String] {
    rows.enumerated().map { number, pairs in
      "{" + (["\"source-ref\":\"s3://bucket/\(number).jpg\""] + pairs).joined(separator: ",") + "}"
    }
  }

  private static func read(_ rows: [[String]], _ attributes: [String] = []) throws -> Dataset {
    try readManifest(lines(rows)).dataset(attributes: attributes)
  }

  private static func classes(_ dataset: Dataset) -> [[String]] {
    (0..<dataset.count).map { row in
      dataset.classIDs(ofRow: row).map { dataset.classNames[$0] }.sorted()
    }
  }

  // MARK: Found by itself

  @Test(arguments: [
    ("oak", "oak"), ("trees_oak", "oak"), ("trees-oak", "oak"), ("t-shirt", "t-shirt"),
    ("New_York", "New York"), ("set1_new-york", "New York"), ("Über", "über"),
  ]) func attributesNamedAfterTheirClassBelongTogether(_ attribute: String, _ name: String) throws {
    let data = try Self.read([
      [Self.pair(attribute, name)], [Self.pair("maple", "maple")], [Self.pair(attribute, name)],
    ])
    #expect(data.labelling.kind == .single && data.labelling.origin == .classNames)
    #expect(data.labelling.attributes == [attribute, "maple"])
    #expect(Self.classes(data) == [[name], ["maple"], [name]])
    #expect(data.attributeNames(ofRow: 1) == ["maple"])
    #expect(data.elsewhere.isEmpty && data.problems.isEmpty)
  }

  @Test func severalOfTheseOnALineAreSetsOfClasses() throws {
    let data = try Self.read([
      [Self.pair("oak", "oak"), Self.pair("wet", "wet")], [Self.pair("maple", "maple")], [],
    ])
    #expect(data.labelling.kind == .multiple)
    #expect(Self.classes(data) == [["oak", "wet"], ["maple"], []])
    #expect(data.kinds == [.labelled, .labelled, .unlabelled])
    #expect(data.attributeNames(ofRow: 0) == ["oak", "wet"])
  }

  @Test func jobsOfDifferentImagesAreOneLabelling() throws {
    let data = try Self.read([
      [Self.pair("week1", "cat")], [Self.pair("week2", "dog", day: 2)], [Self.pair("week1", "dog")],
    ])
    #expect(data.labelling.origin == .disjoint && data.labelling.kind == .single)
    #expect(Self.classes(data) == [["cat"], ["dog"], ["dog"]])
    #expect(data.codes == [.severalJobs])
  }

  @Test func chainedJobsAreNotPooled() throws {
    let data = try Self.read([
      [Self.pair("first", "cat"), Self.pair("second", "dog", day: 2)], [Self.pair("first", "cat")],
    ])
    #expect(data.labelling.attributes == ["second"])
    #expect(data.labelledCount == 1 && data.elsewhere.attributes.map(\.name) == ["first"])
  }

  @Test func numberedAttributesAreSetsUnlessAClassIsTwiceOnALine() throws {
    let sets = try Self.read([
      [Self.pair("tag1", "a"), Self.pair("tag2", "b")], [Self.pair("tag1", "b")],
    ])
    #expect(sets.labelling.origin == .numbered && sets.labelling.kind == .multiple)
    #expect(Self.classes(sets) == [["a", "b"], ["b"]])
    let chain = try Self.read([
      [Self.pair("tag1", "a"), Self.pair("tag2", "a", day: 2)], [Self.pair("tag1", "b")],
    ])
    #expect(chain.labelling.attributes == ["tag2"])
  }

  @Test func aModelsAnswersBesidePeoplesLabelsAreNotTheLabels() throws {
    let data = try Self.read(
      (0..<10).map { row in
        [
          Self.pair("labels", row.isMultiple(of: 2) ? "cat" : "dog"),
          Self.pair("predicted", "cat", day: 5, human: "no"),
        ]
      })
    #expect(data.labelling.attributes == ["labels"])
  }

  @Test func theUsersOwnMetadataAreNotMixedWithLabels() throws {
    let own = #""camera":1,"camera-metadata":{"class-name":"x"}"#
    let data = try Self.read([[Self.pair("labels", "cat")], [own], [Self.pair("labels", "dog")]])
    #expect(data.labelling.attributes == ["labels"] && data.labelledCount == 2)
  }

  @Test func failuresAloneAreChosenBeforeWhatIsNotReadAndAfterVerdicts() throws {
    let masks = #""m":1,"m-metadata":{"type":"groundtruth/semantic-segmentation"}"#
    let failed = #""f-metadata":{"failure-reason":"expired"}"#
    let verdict = Self.pair("v", "bad").replacing(
      "image-classification", with: "label-verification")
    #expect(try Self.read([[masks], [failed]]).labelling.attributes == ["f"])
    #expect(try Self.read([[failed], [verdict]]).labelling.attributes == ["v"])
  }

  // MARK: On request

  @Test func patternsAndSeveralNamesAreRead() throws {
    let rows = [
      [Self.pair("week1", "cat")], [Self.pair("week2", "dog", day: 2)],
      [Self.pair("other", "dog"), Self.pair("week1", "dog")],
    ]
    let both = try Self.read(rows, ["week*"])
    #expect(both.labelling.attributes == ["week1", "week2"] && both.labelledCount == 3)
    #expect(try Self.read(rows, ["week1", "week2"]).labelledCount == 3)
    #expect(try Self.read(rows, ["week1, week2"]).labelledCount == 3)
    #expect(try Self.read(rows, ["week?"]).labelling.attributes.count == 2)
    #expect(try Self.read(rows, ["week1"]).labelledCount == 2)
    #expect(throws: ManifestError.self) { try Self.read(rows, ["month*"]) }
  }

  @Test func anExactNameWinsOverAPattern() throws {
    let rows = [[Self.pair("a*", "cat")], [Self.pair("ab", "dog"), Self.pair("a*", "dog")]]
    #expect(try Self.read(rows, ["a*"]).labelling.attributes == ["a*"])
  }

  @Test func ofOverlappingAttributesThatAreAskedForTheLatestCounts() throws {
    let data = try Self.read(
      [[Self.pair("a", "x", day: 3), Self.pair("b", "y", day: 2)], [Self.pair("b", "y")]],
      ["a", "b"])
    #expect(data.labelling.origin == .requested && Self.classes(data) == [["x"], ["y"]])
  }

  // MARK: Relatives

  @Test func classNamesWithoutATypeAreRead() throws {
    let data = try dataset([
      #"{"source-ref":"s3://bucket/1.jpg","label-metadata":{"class-name":"cat"}}"#,
      #"{"source-ref":"s3://bucket/2.jpg","label":1,"label-metadata":{"class-name":"dog"}}"#,
    ])
    #expect(Self.classes(data) == [["cat"], ["dog"]])
    #expect(data.attribute.isTypeless)
    #expect(data.labelSources == [.unknown, .unknown])
    #expect(data.codes == [.badHumanAnnotated, .badHumanAnnotated])
  }

  @Test(arguments: ["", #""type":null,"#]) func setsWithoutATypeAreRead(_ type: String) throws {
    let data = try dataset([
      """
      {"source-ref":"s3://bucket/1.jpg","tags":[0,2],\
      "tags-metadata":{\(type)"class-map":{"0":"sea","2":"sky"}}}
      """
    ])
    #expect(data.labelling.kind == .multiple && data.attribute.isTypeless)
    #expect(Self.classes(data) == [["sea", "sky"]])
  }

  @Test func aTypeOfNullIsNoType() throws {
    let data = try dataset([
      #"{"source-ref":"s3://bucket/1.jpg","a":0,"a-metadata":{"class-name":"cat","type":null}}"#
    ])
    #expect(Self.classes(data) == [["cat"]] && data.attribute.isTypeless)
  }

  @Test func valuesWithoutMetadataAreReadOnRequest() throws {
    let lines = ["0", "1", "\"0\"", "2.5"].enumerated().map {
      "{\"source-ref\":\"s3://bucket/\($0).jpg\",\"class\":\($1)}"
    }
    let manifest = try readManifest(lines, reading: ["class"])
    let data = try manifest.dataset(attributes: ["class"])
    #expect(Self.classes(data) == [["0"], ["1"], ["0"], ["2.5"]])
    #expect(data.labelSources.allSatisfy { $0 == .unknown } && data.attribute.isBare)
    #expect(throws: ManifestError.self) { try readManifest(lines).dataset(attribute: nil) }
  }

  @Test func verdictsAreReadWithTheirComments() throws {
    let data = try dataset([
      """
      {"source-ref":"s3://bucket/1.jpg","check":0,"check-metadata":{"class-name":"bad",\
      "type":"groundtruth/label-verification","human-annotated":"yes",\
      "worker-feedback":[{"comment":"too wide"},{"comment":""}]}}
      """
    ])
    #expect(data.labelling.kind == .verdict && Self.classes(data) == [["bad"]])
    #expect(data.comments.map(\.text) == ["too wide"])
  }

  @Test func setsAreReadFromTheirMaps() throws {
    func line(_ number: Int, _ value: String, _ map: String) -> String {
      """
      {"source-ref":"s3://bucket/\(number).jpg","tags":\(value),"tags-metadata":{\
      "class-map":\(map),"confidence-map":{"0":0.5},"human-annotated":"yes",\
      "type":"groundTruth/image-classification-multilabel"}}
      """
    }
    let data = try dataset([
      line(1, "[0,4]", #"{"0":"cat","4":"dog"}"#), line(2, "[]", "{}"),
      line(3, "[\"4\",4]", #"{"4":"dog"}"#), line(4, "[7]", "{}"), line(5, "3", "{}"),
    ])
    #expect(data.lines == [1, 2, 3])
    #expect(Self.classes(data) == [["cat", "dog"], [], ["dog"]])
    #expect(data.labelSets?.confidences.map { $0.isNaN ? -1 : $0 } == [0.5, -1, -1])
    #expect(data.problems.map(\.line) == [4, 4, 5])
    #expect(Set(data.codes) == [.noClassName])
  }

  @Test func boxesAreCounted() throws {
    let data = try dataset([
      """
      {"source-ref":"s3://bucket/1.jpg","boxes":{"image_size":[{"width":5,"height":5}],\
      "annotations":[{"class_id":0,"left":1},{"class_id":0,"left":2},{"class_id":1}]},\
      "boxes-metadata":{"objects":[{"confidence":0.9},{"confidence":0.1}],\
      "class-map":{"0":"cat","1":"dog"},"type":"groundtruth/object-detection",\
      "human-annotated":"yes"}}
      """
    ])
    #expect(data.labelling.kind == .box)
    #expect(Self.classes(data) == [["cat", "cat", "dog"]])
  }

  @Test func sourcesOfASetStayApart() throws {
    let data = try Self.read([
      [Self.pair("oak", "oak"), Self.pair("wet", "wet", human: "no")], [Self.pair("elm", "elm")],
    ])
    var found: [String] = []
    data.forEachLabel(in: 0..<data.count) { id, source, _ in
      found.append("\(data.classNames[id]) \(source)")
    }
    #expect(found == ["oak human", "wet machine", "elm human"])
    #expect(data.byClass.labelSources == [.human, .machine, .human])
  }

  @Test func setsThatAreAskedForHaveAClassOnce() throws {
    func tags(_ attribute: String, _ ids: String) -> String {
      """
      "\(attribute)":\(ids),"\(attribute)-metadata":{"class-map":{"0":"cat","1":"dog"},\
      "human-annotated":"yes","type":"groundtruth/image-classification-multilabel"}
      """
    }
    let both = try Self.read([[tags("a", "[0,1]"), tags("b", "[0]")]], ["a", "b"])
    #expect(Self.classes(both) == [["cat", "dog"]])
    let apart = try Self.read([[tags("a", "[0,1]")], [tags("b", "[0]")], [tags("b", "[]")]])
    #expect(apart.labelling.attributes == ["a", "b"])
    #expect(Self.classes(apart) == [["cat", "dog"], ["cat"], []])
    #expect(apart.attributeNames(ofRow: 2) == ["b"])
  }

  @Test func boxesWithoutAClassAreSaid() throws {
    func boxes(_ number: Int, _ annotations: String) -> String {
      """
      {"source-ref":"s3://bucket/\(number).jpg","b":{"annotations":\(annotations)},"b-metadata":{\
      "objects":[{"confidence":0.1},{"confidence":0.9}],"class-map":{"0":"cat"},\
      "human-annotated":"yes","type":"groundtruth/object-detection"}}
      """
    }
    let data = try dataset([
      boxes(1, #"[{"left":1},{"class_id":0}]"#), boxes(2, #"[{"left":1}]"#), boxes(3, "null"),
      boxes(4, "[]"),
    ])
    #expect(data.lines == [1, 4])
    #expect(data.labelSets?.confidences == [0.9])
    #expect(Set(data.problems.map(\.line)) == [1, 2, 3])
  }

  // MARK: A law over random layouts

  /// Attributes that exclude each other, sets, and chains, against a small reading of the rules.
  @Test(arguments: 0..<200) func randomLayoutsAreReadByTheRules(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let names = ["oak", "maple", "birch", "elm"].shuffled(using: &numbers)
    let count = Int.random(in: 1...4, using: &numbers)
    let several = Bool.random(using: &numbers)
    let isNamed = Bool.random(using: &numbers)
    var truth: [[String]] = []
    let rows = (0..<30).map { _ -> [String] in
      let most = several ? Int.random(in: 0...count, using: &numbers) : 1
      let chosen = Array((0..<count).shuffled(using: &numbers).prefix(most)).sorted()
      truth.append(chosen.map { names[$0] }.sorted())
      return chosen.map { Self.pair(isNamed ? names[$0] : "tag\($0 + 1)", names[$0]) }
    }
    guard rows.contains(where: { !$0.isEmpty }) else { return }
    let data = try Self.read(rows)
    let overlaps = truth.contains { $0.count > 1 }
    #expect(data.labelling.kind == (overlaps ? .multiple : .single))
    #expect(Self.classes(data) == truth)
  }
}
