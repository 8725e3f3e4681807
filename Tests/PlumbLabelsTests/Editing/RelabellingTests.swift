import Foundation
import TestSupport
import Testing

@testable import PlumbLabels

struct RelabellingTests {
  /// The manifest that an editor makes, its bytes read a few at a time.
  private func edited(
    _ editor: ManifestEditor, _ bytes: [UInt8], step: Int = 1 << 16
  ) throws -> [UInt8] {
    final class Box { var bytes: [UInt8] = [] }
    let box = Box()
    var offset = 0
    try editor.copy(
      from: { buffer in
        let count = min(step, buffer.count, bytes.count - offset)
        buffer.copyBytes(from: bytes[offset..<offset + count])
        offset += count
        return count
      }, to: { box.bytes += $0 })
    return box.bytes
  }

  private func names() throws -> [String] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return try FileManager.default.contentsOfDirectory(
      atPath: url.appendingPathComponent("manifests").path
    ).filter { $0.hasSuffix(".manifest") }.sorted()
  }

  /// Without a mark every manifest comes out as it was, whatever is in it.
  @Test func withoutMarksNothingChanges() throws {
    for name in try names() {
      let bytes = try fixture("manifests/" + name)
      for step in [1 << 20, 1_000] {
        #expect(try edited(ManifestEditor(edits: [:]), bytes, step: step) == bytes, "\(name)")
      }
    }
  }

  /// Every row of every fixture, one in three of them marked: those lose their label, and nothing
  /// else changes.
  @Test func hostileManifestsLoseTheirMarkedLabelsOnly() throws {
    var looked = 0
    for name in try names() {
      let bytes = try fixture("manifests/" + name)
      guard let dataset = try? readManifest(bytes).dataset(attribute: nil) else { continue }
      let marked = (0..<dataset.count).filter { $0 % 3 == 0 }
      guard !marked.isEmpty else { continue }
      looked += 1
      let list = marked.map { String(dataset.lines[$0]) }.joined(separator: "\n")
      let change = try Relabelling(try RowMarks(Array(list.utf8)), dataset, form: .chain)
      let result = try edited(change.editor, bytes)
      try compare(bytes, result, marked: Set(marked.map { Int(dataset.lines[$0]) }), name)
      guard let after = try? readManifest(result).dataset(attribute: dataset.attribute.name) else {
        continue
      }
      // Without its labels of one kind an attribute may be left with those of another.
      if after.labelling != dataset.labelling { continue }
      #expect(after.lines == dataset.lines, "\(name)")
      for row in 0..<dataset.count {
        #expect(after.kinds[row] == (row % 3 == 0 ? .unlabelled : dataset.kinds[row]), "\(name)")
        #expect(after.references[row] == dataset.references[row], "\(name)")
      }
    }
    #expect(looked > 50)
  }

  private func compare(
    _ before: [UInt8], _ after: [UInt8], marked: Set<Int>, _ name: String
  ) throws {
    let pairs = zip(
      before.split(separator: 0x0A, omittingEmptySubsequences: false),
      after.split(separator: 0x0A, omittingEmptySubsequences: false)
    ).enumerated()
    for (index, (old, new)) in pairs where !marked.contains(index + 1) {
      #expect(old.elementsEqual(new), "\(name):\(index + 1)")
    }
    #expect(before.count { $0 == 0x0A } == after.count { $0 == 0x0A }, "\(name)")
  }

  // MARK: Forms

  private let lines = [
    line("s3://bucket/a", "cat", label: "4"), "",
    line("s3://bucket/b", "dog", label: "2"), line("s3://bucket/c", "cat", label: "4"),
  ]
  private var bytes: [UInt8] { Array(lines.joined(separator: "\n").utf8) }

  private func marks(_ marks: [RowMarks.Mark], date: CreationDate? = nil) throws -> RowMarks {
    var all = try RowMarks(Array(marks.map { String($0.line) }.joined(separator: " ").utf8))
    all.marks = marks
    all.date = date
    return all
  }

  @Test func aSubsetHasTheMarkedLinesAsTheyAre() throws {
    let change = try Relabelling(
      try marks([.init(line: 1), .init(line: 4)]), try dataset(lines), form: .subset)
    #expect(change.newAttribute == "job-relabel")
    let result = String(decoding: try edited(change.editor, bytes, step: 7), as: UTF8.self)
    #expect(result == lines[0] + "\n" + lines[3])
  }

  @Test func correctionsSayWhoMadeThem() throws {
    let change = try Relabelling(
      try marks(
        [.init(line: 1, className: "dog"), .init(line: 3), .init(line: 4, className: "o\"x\n")],
        date: CreationDate("2024-05-06T07:08:09Z")),
      try dataset(lines), form: .corrected)
    #expect(change.linesWithoutClass == [3])
    #expect(change.newClasses.map(\.name) == ["o\"x\n"] && change.newClasses.map(\.index) == [5])
    let result = try edited(change.editor, bytes)
    let after = try readManifest(result).dataset(attribute: "job-corrected")
    #expect(after.classes == ["dog", nil, "o\"x\n"])
    #expect(after.rows.map(\.classIndex) == [2, nil, 5])
    #expect(after.rows[0].source == .human && after.rows[0].confidence == nil)
    #expect(after.rows[0].date == CreationDate("2024-05-06T07:08:09Z"))
    #expect(after.jobNames == ["plumb-relabel"])
    let old = try readManifest(result).dataset(attribute: "job")
    #expect(old.classes == ["cat", "dog", "cat"])
  }

  @Test func withoutADateNoneIsMadeUp() throws {
    let change = try Relabelling(
      try marks([.init(line: 1, className: "dog")]), try dataset(lines), form: .corrected)
    let after = try readManifest(try edited(change.editor, bytes)).dataset(
      attribute: "job-corrected")
    #expect(after.rows[0].date == nil)
  }

  // MARK: Refusals

  @Test func marksOfAnotherManifestAreRefused() throws {
    let data = try dataset(lines)
    for mark in [
      RowMarks.Mark(line: 2), .init(line: 9), .init(line: 1, image: Array("s3://bucket/b".utf8)),
    ] {
      let all = try marks([mark])
      let error = #expect(throws: ManifestEditError.self) {
        _ = try Relabelling(all, data, form: .chain)
      }
      #expect(error?.description.contains("line \(mark.line)") == true)
    }
  }

  @Test(arguments: ["", "job", "a b", "x-metadata", "x-ref", "source", "-x", "x-", "é", "$x"])
  func attributesThatCannotBeAreRefused(_ name: String) throws {
    let (data, all) = (try dataset(lines), try marks([.init(line: 1, className: "dog")]))
    for form in [RelabelForm.subset, .corrected] {
      #expect(throws: ManifestEditError.self) {
        _ = try Relabelling(all, data, form: form, newAttribute: name)
      }
    }
  }

  @Test func nothingToCorrectIsSaid() throws {
    let (data, all) = (try dataset(lines), try marks([.init(line: 1)]))
    #expect(throws: ManifestEditError.self) { _ = try Relabelling(all, data, form: .corrected) }
  }

  @Test func aKeyThatIsThereIsNotWrittenTwice() throws {
    let line =
      #"{"source-ref":"s3://bucket/a","fix":1,"job":0,"job-metadata":{"class-name":"c","type":"groundtruth/image-classification"}}"#
    let change = try Relabelling(
      try marks([.init(line: 1, className: "c")]), try dataset([line]), form: .corrected,
      newAttribute: "fix")
    let text = Array(line.utf8)
    #expect(throws: ManifestEditError.self) { _ = try edited(change.editor, text) }
  }
}
