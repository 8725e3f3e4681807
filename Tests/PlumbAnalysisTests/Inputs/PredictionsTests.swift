import Foundation
import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Files of predictions, good and bad.
struct PredictionsTests {
  private static func read(
    _ format: any PredictionFormat, _ text: String, classNames: [String]? = nil
  ) throws -> Predictions {
    try format.read(Array(text.utf8), classNames: classNames)
  }

  private static func message(
    _ format: any PredictionFormat, _ bytes: [UInt8], classNames: [String]? = nil
  ) -> String {
    do throws(FormatError) {
      _ = try format.read(bytes, classNames: classNames)
      return "no error"
    } catch {
      return error.description
    }
  }

  private static func values(_ predictions: Predictions) -> [[Double]] {
    (0..<predictions.rowCount).map { row in
      predictions.classNames.indices.map { predictions[row, $0] }
    }
  }

  private func areClose(_ one: [[Double]], _ other: [[Double]]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { zip($0, $1).allSatisfy { abs($0 - $1) < 1e-6 } }
  }

  @Test func everyFormatHasItsName() {
    #expect(allPredictionFormats.map(\.name) == ["csv", "jsonl", "npy"])
  }

  @Test(arguments: [
    "cat,dog\n0.25,0.75\n1,0\n", "\u{FEFF}cat,dog\r\n0.25,0.75\r\n\r\n1, 0 ",
    "\"cat\",\"dog\"\n\"0.25\",7.5e-1\n1.0,0.0\n",
  ]) func commaSeparatedValues(_ text: String) throws {
    let predictions = try Self.read(CSVPredictions(), text)
    #expect(predictions.classNames == ["cat", "dog"])
    #expect(predictions.references == nil)
    #expect(areClose(Self.values(predictions), [[0.25, 0.75], [1, 0]]))
  }

  @Test func aColumnMayNameTheImage() throws {
    let text = "source-ref,a,\"b,\"\"c\"\"\"\ns3://b/1.jpg,0.5,0.5\n\"s3://b/x,\ny.jpg\",0,1\n"
    let predictions = try Self.read(CSVPredictions(), text)
    #expect(predictions.classNames == ["a", "b,\"c\""])
    #expect(
      predictions.references == [Array("s3://b/1.jpg".utf8), Array("s3://b/x,\ny.jpg".utf8)])
  }

  @Test func jsonLines() throws {
    let text = """
      {"image": "s3://b/1.jpg", "probabilities": {"dog": 0.25, "cat": 0.75}}

      {"image": "s3://b/2.jpg", "probabilities": {"fish\\u00e9 \\ud83d\\udc1f": 1}}
      """
    let predictions = try Self.read(JSONLinesPredictions(), text)
    #expect(predictions.classNames == ["dog", "cat", "fishé 🐟"])
    #expect(areClose(Self.values(predictions), [[0.25, 0.75, 0], [0, 0, 1]]))
    #expect(predictions.references?.count == 2)
    let lists = "{\"probabilities\": [0.1, 0.9]}\n{\"probabilities\": [1, 0]}"
    let named = try Self.read(JSONLinesPredictions(), lists, classNames: ["x", "y"])
    #expect(areClose(Self.values(named), [[0.1, 0.9], [1, 0]]))
  }

  /// An array as NumPy writes it.
  private static func array(
    _ descr: String, _ shape: String, _ body: [UInt8], fortran: String = "False", version: UInt8 = 1
  ) -> [UInt8] {
    var header = "{'descr': '\(descr)', 'fortran_order': \(fortran), 'shape': \(shape), }"
    let prefix = version == 1 ? 10 : 12
    while (prefix + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    let length = header.utf8.count
    let size: [UInt8] =
      version == 1
      ? [UInt8(length & 255), UInt8(length >> 8)]
      : [UInt8(length & 255), UInt8(length >> 8), 0, 0]
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(header.utf8) + body
  }

  private static func bytes(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
  }

  private static func bytes(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
  }

  @Test(arguments: [UInt8(1), 2, 3]) func numPyArrays(_ version: UInt8) throws {
    let wanted = [[0.25, 0.75], [1, 0], [0.5, 0.5]]
    let doubles = Self.array(
      "<f8", "(3, 2)", Self.bytes(wanted.flatMap(\.self)), version: version)
    let floats = Self.array(
      "<f4", "(3, 2)", Self.bytes(wanted.flatMap(\.self).map(Float.init)), version: version)
    for bytes in [doubles, floats] {
      let predictions = try NumPyPredictions().read(bytes, classNames: ["a", "b"])
      #expect(areClose(Self.values(predictions), wanted))
    }
  }

  @Test func numPyArraysThatCannotBeRead() {
    let format = NumPyPredictions()
    let good = Self.array("<f8", "(1, 2)", Self.bytes([0.5, 0.5] as [Double]))
    let names = ["a", "b"]
    #expect(Self.message(format, [1, 2, 3]).contains("not a NumPy array"))
    #expect(Self.message(format, good).contains("has no class names"))
    #expect(Self.message(format, good, classNames: ["a"]).contains("2 columns; classes given: 1"))
    #expect(Self.message(format, Array(good.dropLast()), classNames: names).contains("15 bytes"))
    #expect(Self.message(format, Array(good.prefix(30)), classNames: names).contains("truncated"))
    for type in [">f8", "<i4", "|O", "<c16"] {
      let bytes = Self.array(type, "(1, 2)", Self.bytes([0.5, 0.5] as [Double]))
      #expect(Self.message(format, bytes, classNames: names).contains("float32 or float64"))
    }
    for shape in ["(2,)", "(1, 2, 1)", "()", "(9223372036854775807, 2)", "(-1, 2)"] {
      let bytes = Self.array("<f8", shape, Self.bytes([0.5, 0.5] as [Double]))
      #expect(Self.message(format, bytes, classNames: names) != "no error")
    }
    let odd = Self.array("<f8", "(2, 2)", Self.bytes([0.5, 0.5, 3, 4] as [Double]))
    #expect(Self.message(format, odd, classNames: names).contains("row 1 of the array"))
    let notANumber = Self.array("<f8", "(1, 2)", Self.bytes([Double.nan, 1]))
    #expect(Self.message(format, notANumber, classNames: names).contains("is not a probability"))
  }

  /// Half of the memory, and columns one after the other.
  @Test func smallNumbersAndColumnsFirst() throws {
    let halves: [UInt8] = [0, 0x38, 0, 0x38, 0, 0x3C, 0, 0, 0x66, 0x2E, 0x33, 0x3B]
    let small = try NumPyPredictions().read(
      Self.array("<f2", "(3, 2)", halves), classNames: ["a", "b"])
    let values = Self.values(small)
    #expect(areClose(Array(values.prefix(2)), [[0.5, 0.5], [1, 0]]))
    #expect(abs(values[2][0] - 0.1) < 1e-3 && abs(values[2][1] - 0.9) < 1e-3)
    let columns = Self.array(
      "<f8", "(2, 2)", Self.bytes([0.25, 1, 0.75, 0] as [Double]), fortran: "True")
    let read = try NumPyPredictions().read(columns, classNames: ["a", "b"])
    #expect(areClose(Self.values(read), [[0.25, 0.75], [1, 0]]))
    let endless = Self.array("<f2", "(1, 2)", [0, 0x7C, 0, 0])
    #expect(
      Self.message(NumPyPredictions(), endless, classNames: ["a", "b"]).contains("inf is not"))
  }

  @Test(arguments: [
    ("", "the file is empty"), ("a,b\n", "no row contains"), ("a,a\n1,0\n", "two columns"),
    ("source-ref\nx\n", "no column contains probabilities"),
    ("a,b\n0.5,0.5\n0.5\n", "line 3: 1 cells"),
    ("a,b\n0.5,0.5\n0.5,x\n", "line 3: 'x' is not a number"),
    ("a,b\n5,3\n", "line 2: 5.0 is not a probability"),
    ("a,b\n0.5,0.1\n", "line 2: the probabilities add up to 0.60"),
    ("a,b\nnan,1\n", "line 2: nan is not a probability"), ("a,b\n\"0.5,0.5\n", "unclosed quote"),
    ("a,b\n\"0.5\"x,0.5\n", "line 2: text follows"),
  ]) func errorsOfCommaSeparatedValues(_ text: String, _ wanted: String) {
    let message = Self.message(CSVPredictions(), Array(text.utf8))
    #expect(message.contains(wanted), "\(message)")
  }

  @Test(arguments: [
    ("", "no column contains probabilities"),
    ("{\"x\": 1}", "line 1: the line has no key 'probabilities'"),
    ("{\"probabilities\": {\"a\": 1}}\n{", "line 2: "),
    ("{\"probabilities\": [1, 0]}", "line 1: the probabilities are a list"),
    ("{\"probabilities\": 5}\n", "line 1"), ("{\"probabilities\": {\"a\": \"1\"}}", "not a number"),
    (
      "\n\n{\"probabilities\": {\"a\": 1}}\n{\"image\":\"i\",\"probabilities\": {\"a\": 1}}",
      "1 of 2"
    ),
  ]) func errorsOfJSONLines(_ text: String, _ wanted: String) {
    let message = Self.message(JSONLinesPredictions(), Array(text.utf8))
    #expect(message.contains(wanted), "\(message)")
  }

  // MARK: Matching

  private static func sample() throws -> Dataset {
    try dataset([
      line("s3://bucket/1.jpg", "cat"), unlabelledLine,
      line("s3://bucket/2.jpg", "dog"),
      line("s3://bucket/1.jpg", "dog"),
    ])
  }

  @Test func predictionsFindTheirRows() throws {
    let data = try Self.sample()
    let text =
      "image,dog,owl,cat\ns3://bucket/2.jpg,0.9,0.1,0\ns3://bucket/1.jpg,0,0.3,0.7\n"
      + "s3://bucket/9.jpg,1,0,0\n"
    let matched = try MatchedPredictions(Self.read(CSVPredictions(), text), data)
    #expect(matched.classNames == ["cat", "dog", "owl"])
    #expect(matched.unmatched == 1 && matched.matchedCount == 3)
    #expect(abs((matched.probability(row: 2, of: 1) ?? 0) - 0.9) < 1e-6)
    #expect(abs((matched.probability(row: 3, of: 0) ?? 0) - 0.7) < 1e-6)
    #expect(matched.probability(row: 1, of: 0) == nil)
    #expect(matched.best(row: 0, otherThan: 0)?.classID == 2)
  }

  @Test(arguments: ["filename", "path", "file_name", "image"]) func imagesAreFoundByFileName(
    _ column: String
  ) throws {
    let text = "\(column);dog;cat\nsome/where/2.jpg;0.9;0.1\n1.jpg;0.2;0.8\n"
    let matched = try MatchedPredictions(Self.read(CSVPredictions(), text), Self.sample())
    #expect(matched.keyKind == .fileName && matched.matchedCount == 3)
    #expect(matched.predictions.imageColumn == column)
    #expect(abs((matched.probability(row: 2, of: 1) ?? 0) - 0.9) < 1e-6)
  }

  @Test func rowsWithoutNamesFollowTheManifest() throws {
    let data = try Self.sample()
    let four = try Self.read(CSVPredictions(), "cat,dog\n1,0\n0,1\n0.5,0.5\n1,0\n")
    #expect(try MatchedPredictions(four, data).matchedCount == 4)
    let three = try Self.read(CSVPredictions(), "cat,dog\n1,0\n0,1\n0.5,0.5\n")
    let matched = try MatchedPredictions(three, data)
    #expect(matched.places == [0, -1, 1, 2])
    let two = try Self.read(CSVPredictions(), "cat,dog\n1,0\n0,1\n")
    #expect(throws: FormatError.self) { try MatchedPredictions(two, data) }
    let elsewhere = try Self.read(CSVPredictions(), "uri,cat\ns3://other/1.jpg,1\n")
    #expect(throws: FormatError.self) { try MatchedPredictions(elsewhere, data) }
  }
}
