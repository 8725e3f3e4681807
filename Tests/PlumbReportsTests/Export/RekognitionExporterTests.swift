import Foundation
import PlumbAnalysis
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbReports

/// Manifests for Rekognition Custom Labels: what they hold, and that nothing is made up.
struct RekognitionExporterTests {
  private static func export(
    _ lines: [String]
  ) throws -> (lines: [String], notes: [String], dataset: Dataset) {
    let job = try ExportJob(lines)
    var bytes: [UInt8] = []
    let outcome = try RekognitionExporter().write(job, to: .stream { bytes += $0 })
    let text = String(decoding: bytes, as: UTF8.self)
    return (text.split(separator: "\n").map(String.init), outcome.notes, job.dataset)
  }

  private static func tags(
    _ number: Int, _ value: String, _ classMap: String, _ confidences: String = "{}",
    human: String? = "yes"
  ) -> String {
    """
    {"source-ref":"s3://bucket/\(number).jpg","tags":\(value),"tags-metadata":{\
    "class-map":\(classMap),"confidence-map":\(confidences),\
    \(human.map { "\"human-annotated\":\"\($0)\"," } ?? "")\
    "creation-date":"2024-09-27T21:31:32.051349","job-name":"labeling-job/tags",\
    "type":"groundtruth/image-classification-multilabel"}}
    """
  }

  // MARK: The layout

  @Test func oneClassIsOneAttributeNamedAfterIt() throws {
    let (lines, notes, _) = try Self.export([
      line("s3://bucket/a.jpg", "Echo Dot", label: "\"7\"", confidence: "0.95"),
      line("s3://bucket/b.jpg", "cat", label: "3", human: false),
    ])
    #expect(
      lines == [
        """
        {"source-ref":"s3://bucket/a.jpg","Echo Dot":7,"Echo Dot-metadata":{"confidence":0.95,\
        "job-name":"labeling-job/job","class-name":"Echo Dot","human-annotated":"yes",\
        "creation-date":"2024-03-01T10:00:00","type":"groundtruth/image-classification"}}
        """,
        """
        {"source-ref":"s3://bucket/b.jpg","cat":3,"cat-metadata":{"confidence":0.9,\
        "job-name":"labeling-job/job","class-name":"cat","human-annotated":"no",\
        "creation-date":"2024-03-01T10:00:00","type":"groundtruth/image-classification"}}
        """,
      ])
    #expect(notes == ["2 lines"])
  }

  /// AWS's script for this writes positions for indices, copies the type of multi-label jobs, and stops
  /// at a class without a confidence, which Ground Truth's documentation has.
  @Test func setsKeepTheirIndicesAndGetTheTypeOfOneClass() throws {
    let (lines, notes, _) = try Self.export([
      Self.tags(1, "[4,0]", #"{"0":"sea","4":"canyon"}"#, #"{"0":0.5}"#), Self.tags(2, "[]", "{}"),
    ])
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    #expect(lines.count == 1 && record.count == 5)
    #expect(record["canyon"] as? Int == 4 && record["sea"] as? Int == 0)
    let canyon = try #require(record["canyon-metadata"] as? [String: Any])
    #expect(canyon["type"] as? String == "groundtruth/image-classification")
    #expect(canyon["class-name"] as? String == "canyon" && canyon["confidence"] == nil)
    #expect(canyon["creation-date"] as? String == "2024-09-27T21:31:32.051349")
    #expect((record["sea-metadata"] as? [String: Any])?["confidence"] as? Double == 0.5)
    #expect(notes.contains("left out: 1 image without any class"))
    #expect(notes.contains { $0.hasPrefix("1 label has no confidence; Rekognition requires one") })
  }

  @Test func whatIsNotKnownIsLeftOutAndSaid() throws {
    let bare = line(date: nil, job: nil).replacing(#""human-annotated":"yes","#, with: "")
    let (lines, notes, _) = try Self.export([bare.replacing(#""confidence":0.9,"#, with: "")])
    #expect(
      lines == [
        """
        {"source-ref":"s3://bucket/image.jpg","cat":0,"cat-metadata":{"class-name":"cat",\
        "type":"groundtruth/image-classification"}}
        """
      ])
    for words in ["no confidence", "no known source", "no creation date"] {
      #expect(notes.contains { $0.contains("1 label has \(words); Rekognition requires") })
    }
  }

  @Test func datesAreWrittenInUTC() throws {
    let (lines, _, _) = try Self.export([line(date: "2020-05-25T12:53:54+0200")])
    #expect(lines[0].contains(#""creation-date":"2020-05-25T10:53:54""#))
  }

  @Test func classesWithoutAnIndexGetTheNextFreeOne() throws {
    let (lines, notes, _) = try Self.export([
      line("s3://bucket/a", "cat", label: "5"), line("s3://bucket/b", "dog", label: "\"x\""),
      line("s3://bucket/c", "cat", label: "null"),
    ])
    #expect(lines[1].contains(#""dog":6,"#) && lines[2].contains(#""cat":5,"#))
    #expect(
      notes.contains("1 class has no index in the manifest and gets the next free one: 'dog'"))
  }

  /// Names that are no attributes of their own get another beginning; different classes stay apart.
  @Test func everyClassHasItsOwnAttribute() throws {
    let classes = [
      "", "source", "source-ref", "cat", "cat-metadata", "label_cat_metadata", "é", "e\u{301}",
      "Cat",
      "label_source", "-metadata",
    ]
    let names = RekognitionNames(classes)
    let written = classes.indices.map { Array(names[$0].utf8) }
    #expect(Set(written).count == classes.count)
    for (id, name) in written.enumerated() {
      #expect(!name.isEmpty && !String(decoding: name, as: UTF8.self).hasSuffix("-metadata"))
      #expect(!["source", "source-ref", "errors"].contains(names[id]))
    }
    #expect(names[3] == "cat" && names[7].utf8.elementsEqual("e\u{301}".utf8))
  }

  @Test(arguments: ["object-detection", "label-verification"])
  func otherKindsAreRefused(_ type: String) throws {
    let text = line(label: #"{"annotations":[]}"#).replacing("image-classification", with: type)
    let error = try #require(throws: ReportError.self) { try Self.export([text]) }
    #expect(error.description.contains("cannot hold; use --format"))
  }

  // MARK: Laws

  private static let classes = [
    "oak", "Maple", "New York", "a_b", "x-metadata", "source", "🐈", "猫", "naïve", "_", "wet", "42",
    "source-ref",
  ]

  /// Lines of one class each, of one class per attribute, or of sets; all that Rekognition requires is
  /// there.
  private static func randomLines(_ seed: Int) -> [String] {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let names = Array(
      classes.shuffled(using: &numbers).prefix(Int.random(in: 2...6, using: &numbers)))
    let map = names.enumerated().map { "\"\($0)\":\(JSONText.quoted($1))" }.joined(separator: ",")
    let scores = names.indices.map { "\"\($0)\":0.\($0 + 1)" }.joined(separator: ",")
    return (0..<20).map { number in
      let human = Bool.random(using: &numbers)
      let reference = "s3://bucket/\(number).jpg"
      // Each class at least once, so that there are two of them.
      let id = number < names.count ? number : Int.random(in: names.indices, using: &numbers)
      switch seed % 3 {
      case 0: return line(reference, names[id], label: String(id), human: human)
      case 1:
        return line(reference, names[id], attribute: "job\(id)", label: String(id), human: human)
      default:
        let chosen = names.indices.filter { $0 == id || Bool.random(using: &numbers) }
        return tags(
          number, "\(chosen)", "{\(map)}", "{\(scores)}", human: human ? "yes" : "no")
      }
    }
  }

  private static func classes(_ dataset: Dataset) -> [[UInt8]: Set<[UInt8]>] {
    var result: [[UInt8]: Set<[UInt8]>] = [:]
    for row in 0..<dataset.count {
      result[dataset.references[row]] = Set(
        dataset.classIDs(ofRow: row).map { Array(dataset.classNames[$0].utf8) })
    }
    return result
  }

  /// Reading an export gives the same classes for each image, from the same sources, with the same
  /// indices; and Plumb's checks of Rekognition's rules pass.
  @Test(arguments: 0..<90) func anExportReadsAsItsLabels(_ seed: Int) throws {
    let (lines, _, before) = try Self.export(Self.randomLines(seed))
    let after = try dataset(lines)
    #expect(after.count == before.count)
    #expect(Self.classes(after) == Self.classes(before))
    for row in 0..<before.count {
      let (old, new) = (before.labels(ofRow: row), after.labels(ofRow: row))
      #expect(Set(old.map(\.source)) == Set(new.map(\.source)))
      #expect(Set(old.map(\.classIndex)) == Set(new.map(\.classIndex)))
      #expect(Set(old.map(\.date)) == Set(new.map(\.date)))
      #expect(Set(old.map(\.confidence)) == Set(new.map(\.confidence)))
    }
    let evidence = CheckEvidence(
      after, manifestByteCount: lines.reduce(0) { $0 + $1.utf8.count + 1 })
    for check in allChecks where check.description.group == .rekognition {
      if check.description.needsImages { continue }
      #expect(
        check.run(evidence, Thresholds()) == .passed,
        "\(check.description.id)")
    }
  }
}

/// A text as JSON, for lines that are written by hand.
private enum JSONText {
  static func quoted(_ text: String) -> String { "\"\(text)\"" }
}
