import Foundation
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// The table has one record for every line that is not blank, in every format.
struct LabelTableTests {
  /// Reads a format's text back: for each record its cells, nil where a value is unknown.
  ///
  /// A new format needs a reader here; the tests fail without one.
  private func read(_ text: String, _ name: String) throws -> [[String: String]] {
    switch name {
    case "csv":
      let records = try #require(readCSV(text))
      let header = try #require(records.first).map { String(decoding: $0, as: UTF8.self) }
      #expect(header == LabelTable.columns || header == LabelTable.setColumns)
      return try records.dropFirst().map { record in
        try #require(record.count == header.count)
        let cells = record.map { String(decoding: $0, as: UTF8.self) }
        return Dictionary(uniqueKeysWithValues: zip(header, cells)).filter { !$0.value.isEmpty }
      }
    case "jsonl":
      return try text.utf8.split(separator: 0x0A).map { line in
        let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        let record = try #require(object)
        #expect([Set(LabelTable.columns), Set(LabelTable.setColumns)].contains(Set(record.keys)))
        return record.compactMapValues { value in
          value is NSNull ? nil : (value as? String) ?? "\(value)"
        }
      }
    default:
      Issue.record("no reader for the format \(name)")
      return []
    }
  }

  private func text(_ data: Dataset, _ format: any TableFormat) throws -> String {
    var text = ""
    try LabelTable(data).write(as: format) { text += $0 }
    return text
  }

  @Test(arguments: try Fixtures.readableManifests())
  func everyLineIsARecord(_ name: String) throws {
    let data = try Fixtures.hostile(name)
    for format in allTableFormats {
      let records = try read(try text(data, format), format.name)
      #expect(records.count == data.recordCount)
      let lines = records.compactMap { $0["line"].flatMap(Int.init) }
      #expect(lines.count == records.count && lines == lines.sorted())
      let statuses = records.compactMap { $0["status"] }
      #expect(statuses.count { $0 == "refused" } == data.refusedCount)
      #expect(statuses.filter { $0 != "refused" } == data.kinds.map(\.rawValue))
      let refused = records.filter { $0["status"] == "refused" }
      for record in refused {
        #expect(Set(record.keys) == ["line", "status", "problems"])
      }
      let images = records.filter { $0["status"] != "refused" }.compactMap { $0["image"] }
      #expect(images.count == data.count)
    }
  }

  @Test func hostileTextsReadBack() throws {
    let texts = [
      "=1+1", "a,b\"c\"", "two\nlines", "\r", "\u{1B}[31m", "é", "e\u{301}", "-5", "+x", " =y", "",
      "'", "\u{202E}x", "</script>", "null",
    ]
    let data = try dataset(
      texts.enumerated().map { line("s3://bucket/\($1)\($0)", $1, job: "labeling-job/\($1)") })
    for format in allTableFormats {
      let records = try read(try text(data, format), format.name)
      try #require(records.count == texts.count)
      for (number, (text, record)) in zip(texts, records).enumerated() {
        let read = record["class"] ?? ""
        let isExact = read.utf8.elementsEqual(text.utf8)
        let isDisarmed = format.name == "csv" && read.utf8.elementsEqual("'\(text)".utf8)
        #expect(isExact || isDisarmed, "\(format.name): \(text)")
        #expect(record["image"]?.utf8.elementsEqual("s3://bucket/\(text)\(number)".utf8) == true)
        #expect(record["job"]?.utf8.elementsEqual("labeling-job/\(text)".utf8) == true)
      }
    }
  }

  @Test func unknownIsEmptyOrNullAndZeroIsZero() throws {
    let data = try dataset([
      line("s3://bucket/a", confidence: nil), line("s3://bucket/b", confidence: "0"),
    ])
    for format in allTableFormats {
      let records = try read(try text(data, format), format.name)
      #expect(records.map { $0["confidence"] } == [nil, "0"])
    }
  }

  @Test func aLargeTableComesInPieces() throws {
    let data = try dataset((0..<6_000).map { line("s3://bucket/\($0)", "class \($0)") })
    for format in allTableFormats {
      var pieces: [Int] = []
      var all = ""
      try LabelTable(data).write(as: format) {
        pieces.append($0.utf8.count)
        all += $0
      }
      #expect(pieces.count > 1)
      #expect(try #require(pieces.max()) < 1 << 19)
      #expect(try read(all, format.name).count == 6_000)
    }
  }

  @Test func formatsHaveNamesOfTheirOwn() {
    #expect(Set(allTableFormats.map(\.name)).count == allTableFormats.count)
  }

  @Test func anErrorOfTheWriterIsPassedOn() throws {
    struct Full: Error {}
    let data = try dataset([line("s3://bucket/a")])
    #expect(throws: Full.self) { try LabelTable(data).write(as: CSVTable()) { _ in throw Full() } }
  }
}
