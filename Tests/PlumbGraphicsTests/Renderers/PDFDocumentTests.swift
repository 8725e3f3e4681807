import Foundation
import PlumbGraphics
import Testing

@Suite struct PDFDocumentTests {
  private struct DiskIsFull: Error, Equatable {}

  /// Three pages with bookmarks, links, pictures, and the same emoji more than once.
  private func document() throws -> [UInt8] {
    var bytes: [UInt8] = []
    let document = try PDFDocument(title: "Job “animals” \u{7}") { bytes += $0 }
    let sheet = try SampleCharts.sheet(heading: "😀 😀 قطة 日本", tileCount: 100)
    try document.addPage(
      sheet.drawing(metrics: PangoTextMetrics()), bookmarks: [Bookmark(title: "cat", level: 0)])
    try document.addPage(
      try EveryMark.drawing(),
      bookmarks: [
        Bookmark(title: "people ()\\ '", level: 1), Bookmark(title: "deep", level: 7),
        Bookmark(title: "dog 😀", level: 0),
      ])
    try document.addPage(Drawing(size: .a4Portrait, title: "", alternativeText: "", marks: []))
    try document.finish()
    return bytes
  }

  private func onePage(creationDate: String? = nil) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let document = try PDFDocument(title: "t", creationDate: creationDate) { bytes += $0 }
    try document.addPage(try EveryMark.drawing())
    try document.finish()
    return bytes
  }

  @Test func theSamePagesGiveTheSameBytes() throws {
    let bytes = try document()
    #expect(bytes.starts(with: Array("%PDF-1.4".utf8)))
    #expect(bytes == (try document()))
  }

  @Test func picturesGoInUnchanged() throws {
    let jpeg = Data(try GoldenFile.bytes("tile-8x6.jpg"))
    #expect(Data(try document()).range(of: jpeg) != nil)
  }

  @Test func theDateIsTheOneGiven() throws {
    let dated = try onePage(creationDate: "2024-05-01T12:34:56Z")
    #expect(Data(dated).range(of: Data("20240501123456".utf8)) != nil)
    #expect(Data(try onePage()).range(of: Data("19700101000000".utf8)) != nil)
  }

  @Test func troubleWithWritingComesOutUnchanged() throws {
    let document = try PDFDocument(title: "t") { _ in throw DiskIsFull() }
    #expect(throws: DiskIsFull()) {
      // The bytes go on in pieces: it may take some pages before the first.
      for _ in 0..<200 { try document.addPage(try EveryMark.drawing()) }
      try document.finish()
    }
  }

  @Test func aDocumentMayBeGivenUp() throws {
    let document = try PDFDocument(title: "t") { _ in }
    try document.addPage(
      try EveryMark.drawing(), bookmarks: [Bookmark(title: "first", level: 0)])
  }

  @Test func nothingCanBeAddedAtTheEnd() throws {
    let document = try PDFDocument(title: "t") { _ in }
    try document.addPage(try EveryMark.drawing())
    try document.finish()
    try document.finish()
    #expect(throws: GraphicsError.self) { try document.addPage(try EveryMark.drawing()) }
  }

  @Test func linksStandOnTheirPages() throws {
    var bytes: [UInt8] = []
    let document = try PDFDocument(title: "<< /Type /Page % 1 xref startxref") { bytes += $0 }
    let marks: [[Mark]] = [
      [.link(Rectangle(x: 10, y: 20, width: 30, height: 40), uri: "s3://b/a (1).jpg")], [],
      (0..<300).map {
        .link(Rectangle(x: 0, y: Double($0), width: 1.5, height: 1), uri: "s3://b/\($0)")
      },
    ]
    for marks in marks {
      try document.addPage(
        Drawing(
          size: Size(width: 200, height: 400), title: "", alternativeText: "", marks: marks))
    }
    try document.finish()
    let text = String(decoding: bytes, as: UTF8.self)
    let pages = text.components(separatedBy: "<< /Type /Page % ")[1...3]
    #expect(
      pages.map { $0.components(separatedBy: "/Subtype/Link").count - 1 } == [1, 0, 300])
    #expect(text.contains("/Rect[10 340 40 380]/A<</S/URI/URI(s3://b/a%20%281%29.jpg)>>"))
    #expect(text.contains("/Rect[0 100 1.5 101]"))
    try expectObjectsAtTheirOffsets(bytes)
  }

  /// The table of the file must lead to the objects: readers repair it otherwise, or give up.
  private func expectObjectsAtTheirOffsets(_ bytes: [UInt8]) throws {
    let data = Data(bytes)
    let end = try #require(data.range(of: Data("startxref\n".utf8), options: .backwards))
    let number = String(decoding: data[end.upperBound...].prefix { $0 != 10 }, as: UTF8.self)
    let start = try #require(Int(number))
    let lines = String(decoding: data[start...], as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "xref")
    let count = try #require(Int(lines[1].split(separator: " ")[1]))
    for object in 1..<count {
      let offset = try #require(Int(lines[object + 2].prefix(10)))
      #expect(data[offset...].starts(with: Data("\(object) 0 obj\n".utf8)), "object \(object)")
    }
  }

  @Test(.enabled(if: ExternalTool.qpdf != nil)) func checkersFindNothing() throws {
    let tool = try #require(ExternalTool.qpdf)
    let (status, output) = try tool.check(try document())
    #expect(status == 0 && !output.contains("WARNING"), "\(output)")
  }
}

/// A program that is used where it is installed.
struct ExternalTool {
  let path: String

  static let qpdf: ExternalTool? = [
    "/usr/bin/qpdf", "/usr/local/bin/qpdf", "/opt/homebrew/bin/qpdf",
  ]
  .first { FileManager.default.isExecutableFile(atPath: $0) }.map(ExternalTool.init(path:))

  func check(_ bytes: [UInt8]) throws -> (status: Int32, output: String) {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("plumb-\(UUID().uuidString).pdf")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--check", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
