import TestSupport
import Testing

@testable import PlumbLabels

struct ManifestReaderTests {
  private let good = line("s3://bucket/good.jpg")

  @Test func lineNumbersArePhysical() throws {
    let data = try dataset(["", good, "  \t", "", "no json", line("s3://bucket/b.jpg"), "", "[]"])
    #expect(data.lines == [2, 6])
    #expect(data.problems.map(\.line) == [5, 8])
    #expect(data.recordCount == 4)
    #expect(data.refusedCount == 2)
  }

  @Test func onlyLineFeedEndsALine() throws {
    let text = line("s3://bucket/a\u{2028}\u{85}b.jpg") + "\n" + line("s3://bucket/c.jpg")
    let data = try readManifest(Array(text.utf8)).dataset(attribute: nil)
    #expect(data.lines == [1, 2])
    #expect(data.references.string(0) == "s3://bucket/a\u{2028}\u{85}b.jpg")
  }

  @Test func carriageReturnsAreToldOnce() throws {
    let data = try readManifest(Array("\(good)\n\(good)\r\n\(good)\r\n".utf8))
      .dataset(attribute: nil)
    #expect(data.labelledCount == 3)
    #expect(data.problems(.crlf).map(\.line) == [2])
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstKey() throws {
    let data = try readManifest([0xEF, 0xBB, 0xBF] + Array(good.utf8)).dataset(attribute: nil)
    #expect(data.labelledCount == 1)
    #expect(data.codes == [.byteOrderMark])
    #expect(data.references.string(0) == "s3://bucket/good.jpg")
  }

  @Test func bytesThatAreNoUTF8CostOnlyTheirLine() throws {
    var bytes = Array((good + "\n").utf8)
    for broken: [UInt8] in [
      [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80],
    ] {
      bytes += Array(#"{"source-ref":"s3://bucket/"#.utf8) + broken + Array("\"}\n".utf8)
    }
    bytes += Array(line("s3://bucket/last.jpg").utf8)
    let data = try readManifest(bytes).dataset(attribute: nil)
    #expect(data.lines == [1, 7])
    #expect(data.problems(.invalidUTF8).map(\.line) == [2, 3, 4, 5, 6])
  }

  @Test func nulBytesCostOnlyTheirLine() throws {
    let bytes = Array((good + "\n").utf8) + [0, 0, 0, 0x0A] + Array(good.utf8)
    let data = try readManifest(bytes).dataset(attribute: nil)
    #expect(data.lines == [1, 3])
    #expect(data.problems(.invalidJSON).map(\.line) == [2])
  }

  @Test func anEscapedNulDoesNotCutAName() throws {
    let data = try dataset([line(anyImage, "do\u{0}g"), line("s3://bucket/2.jpg", "do")])
    #expect(data.classNames == ["do\0g", "do"])
    #expect(data.problems(.controlCharacters).map(\.line) == [1])
  }

  @Test func aCutInTheLastLineIsSaid() throws {
    let data = try readManifest(Array((good + "\n" + good.dropLast(9)).utf8))
      .dataset(attribute: nil)
    #expect(data.labelledCount == 1)
    #expect(Set(data.codes) == [.invalidJSON, .truncatedFile])
    #expect(data.problems(.truncatedFile).map(\.line) == [2])
    let whole = try readManifest(Array((good.dropLast(9) + "\n" + good).utf8))
    #expect(try whole.dataset(attribute: nil).codes == [.invalidJSON])
  }

  @Test func aSourceThatIsCutOffGivesWhatItGave() throws {
    var parts = [Array((good + "\n").utf8)]
    let manifest = try ManifestReader(threads: 1).read { buffer in
      guard let part = parts.popLast() else { throw InputCutOff(message: "the stream broke") }
      buffer.copyBytes(from: part)
      return part.count
    }
    let data = try manifest.dataset(attribute: nil)
    #expect(data.labelledCount == 1)
    #expect(data.problems(.truncatedFile).map(\.message) == ["the stream broke"])
  }

  @Test func anErrorOfTheSourceIsPassedOn() {
    struct Broken: Error {}
    #expect(throws: Broken.self) {
      try ManifestReader(threads: 1).read { _ in throw Broken() }
    }
  }

  @Test(arguments: [
    ("", ProblemCode.empty), ("\n\n", .empty), ("\u{FEFF}", .empty), ("%PDF-1.7\n", .binary),
    ("PK\u{3}\u{4}xxxx", .binary), ("\0\0\0\0\0\0", .binary), ("SQLite format 3\0", .binary),
    ("<!DOCTYPE html><html>", .html), ("  \n<HTML>", .html), ("<?xml version='1.0'?><a/>", .xml),
    ("<Error><Code>AccessDenied</Code></Error>", .xml), ("[\n{}\n]", .jsonArray),
    ("{\n \"a\": 1\n}\n", .prettyPrinted), ("{\0\"\0a\0\"\0", .utf16), ("a,b\n1,2\n", .invalidJSON),
    ("{}\n", .noSourceRef), ("7\n", .notAnObject),
  ])
  func whatIsNoManifestIsNamed(_ text: String, _ code: ProblemCode) throws {
    let error = try #require(throws: ManifestError.self) { try readManifest(Array(text.utf8)) }
    #expect(error.code == code)
    #expect(error.message.hasSuffix("."))
    #expect(!error.problems.isEmpty)
  }

  @Test func anErrorAnswerOfS3IsQuoted() throws {
    let text = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
    let error = try #require(throws: ManifestError.self) { try readManifest(Array(text.utf8)) }
    #expect(error.message.contains("AccessDenied: Access Denied"))
  }

  @Test func ofARepeatedKeyTheLastCounts() throws {
    let twice = #"{"source-ref":"s3://bucket/old.jpg","# + line("s3://bucket/new.jpg").dropFirst()
    let data = try dataset([twice])
    #expect(data.references.string(0) == "s3://bucket/new.jpg")
    #expect(data.codes == [.duplicateKey])
    let inner = line().replacing(
      #""class-name":"cat""#, with: #""class-name":"x","class-name":"y""#)
    #expect(try dataset([inner]).classNames == ["y"])
    #expect(try dataset([inner]).codes == [.duplicateKey])
  }

  @Test func keysAreComparedAfterUnescaping() throws {
    let escaped = good.replacing("\"source-ref\"", with: #""sour\u0063e-ref""#)
      .replacing("\"job-metadata\"", with: #""\u006aob-metadata""#)
    #expect(try dataset([escaped]).labelledCount == 1)
  }

  @Test func nestingIsReadTo128Levels() throws {
    func nested(_ depth: Int) -> String {
      "{\"deep\":" + String(repeating: "[", count: depth - 1)
        + String(repeating: "]", count: depth - 1) + "," + good.dropFirst()
    }
    let data = try dataset([nested(100), nested(128), nested(140), nested(100_000), good])
    #expect(data.lines == [1, 2, 5])
    #expect(data.problems(.tooDeep).map(\.line) == [3, 4])
  }

  @Test func aTextThatIsLabelledIsNoImage() throws {
    let text = #"{"source":"a text","# + line().dropFirst().drop { $0 != "," }.dropFirst()
    let data = try dataset([text, good])
    #expect(data.problems.map(\.code) == [.otherTaskType])
    #expect(data.lines == [2])
  }

  /// A line is a row, or it is refused for a reason; never both, never neither.
  @Test(arguments: try CorpusTests.expectations())
  func everyLineIsARowOrRefused(_ expected: CorpusTests.Expectation) throws {
    let bytes = try fixture("manifests/\(expected.file)")
    guard let data = try? readManifest(bytes).dataset(attribute: nil) else { return }
    let refused = Set(data.problems.filter { $0.code.effect == .lineRefused }.map(\.line))
    let rows = Set(data.lines.map(Int.init))
    #expect(refused.isDisjoint(with: rows))
    #expect(refused.count + rows.count == data.recordCount)
    #expect(rows.count == data.count)
    #expect(data.lines == data.lines.sorted())
    let withoutLabel = Set(data.problems.filter { $0.code.effect == .withoutLabel }.map(\.line))
    #expect(withoutLabel == Set(data.rows.filter { $0.kind != .labelled }.map(\.line)))
    #expect(data.problems.map(\.line) == data.problems.map(\.line).sorted())
  }
}
