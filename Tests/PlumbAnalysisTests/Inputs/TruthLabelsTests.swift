import Foundation
import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Files of reference labels, and which rows they are for.
struct TruthLabelsTests {
  private static func pairs(_ text: String) throws -> [String] {
    try TruthLabels(parsing: Array(text.utf8)).entries.map {
      String(decoding: $0.key, as: UTF8.self) + "=" + String(decoding: $0.label, as: UTF8.self)
    }
  }

  @Test(arguments: [
    #"{"0": "cat", "2": "dog"}"#, #" [{"line": 0, "label": "cat"}, {"line": "2", "label": "dog"}]"#,
    "line,label\n0,cat\n2,dog\n", "\u{FEFF}label,Line\r\ncat,0\r\ndog,2",
    #"[{"ImageId": "0", "Label": "cat"},{"Label": "dog", "ImageId": "2", "x": [1, {"y": null}]}]"#,
  ]) func everyFormIsRead(_ text: String) throws {
    #expect(try Self.pairs(text) == ["0=cat", "2=dog"])
  }

  @Test(arguments: [
    ("", "empty"), ("{}", "no labels"), ("[]", "no labels"), ("[1]", "line 1: each element"),
    ("{\n\"a\": \"b\",\n\"c\": true}", "line 3: a label must be a string"), ("{\"a\"", "colon"),
    ("[{\"x\": \"y\"}]", "no column for the image"),
    ("[{\"id\": 1, \"label\": \"a\"}, {\"id\": 2}]", "line 1: an object needs the image"),
    ("a,b\n1,2\n", "line 1: the header"),
    ("image,label\nx\n", "line 2: the line has too few cells"),
    ("{\"a\": \"b\"} x", "after the end"),
    ("{\"a\": \"b\",}", "a key"), ("{\"a\": tru}", "not JSON"), ("[\"\\x\"]", "escape"),
    (String(repeating: "[", count: 100), "too deeply"), ("{\"\\ud800\": \"a\"}", "surrogate"),
    ("[\"\\ud800\\u0041\"]", "surrogate"), ("[\"\\u12\"]", "hexadecimal"),
    ("[\"a\nb\"]", "control character"), ("{\"a\": .5}", "not JSON"),
    ("{\"a\": \"b\"", "not closed"),
  ]) func errorsNameTheLine(_ text: String, _ wanted: String) {
    do throws(FormatError) {
      _ = try TruthLabels(parsing: Array(text.utf8))
      Issue.record("no error for \(text)")
    } catch {
      #expect(error.description.contains(wanted), "\(error)")
    }
  }

  /// Whatever bytes a file has, it is read or refused.
  @Test func nothingCrashes() {
    var numbers = SeededNumbers(seed: 5)
    let alphabet = Array("{}[]\":,\\u0d8-.eE tn\nlabelid".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1..<30, using: &numbers)).map { _ in
        alphabet[Int.random(in: alphabet.indices, using: &numbers)]
      }
      _ = try? TruthLabels(parsing: bytes)
      _ = try? JSONLinesPredictions().read(bytes, classNames: nil)
      _ = try? CSVPredictions().read(bytes, classNames: nil)
      _ = try? NumPyPredictions().read([0x93] + Array("NUMPY".utf8) + bytes, classNames: ["a"])
    }
  }

  @Test func aManifestIsKnown() {
    #expect(TruthLabels.isManifest(Array((line() + "\n" + line()).utf8)))
    #expect(!TruthLabels.isManifest(Array(#"{"0": "cat"}"#.utf8)))
    #expect(!TruthLabels.isManifest([]))
  }

  // MARK: Matching

  private static func sample() throws -> Dataset {
    try dataset(
      ["x/1.jpg", "y/1.jpg", "z/2.jpg", "z/2.jpg", "z/3.png"].map {
        line("s3://bucket/\($0)", "cat")
      })
  }

  private static func match(_ text: String) throws -> MatchedTruth {
    try MatchedTruth(TruthLabels(parsing: Array(text.utf8)), sample())
  }

  @Test func keysAreTakenForWhatTheyMatch() throws {
    let byReference = try Self.match(#"{"s3://bucket/x/1.jpg": "dog", "s3://bucket/q": "cat"}"#)
    #expect(byReference.keyKind == .reference && byReference.labels == [1, -1, -1, -1, -1])
    #expect(byReference.classNames == ["cat", "dog"] && byReference.unmatched == 1)
    let byName = try Self.match(#"{"3.png": "cat", "1.jpg": "dog", "2.jpg": "cat"}"#)
    #expect(byName.keyKind == .fileName && byName.labels == [-1, -1, 0, 0, 0])
    #expect(byName.ambiguous == 1)
    let byStem = try Self.match(#"{"3": "cat", "2": "owl", "q": "owl"}"#)
    #expect(byStem.keyKind == .stem && byStem.labels == [-1, -1, 1, 1, 0])
    let byLine = try Self.match(#"{"0": "cat", "4": "cat", "1": "dog"}"#)
    #expect(byLine.keyKind == .line && byLine.labels == [0, 1, -1, -1, 0])
  }

  @Test func contradictionsAreTold() throws {
    let text = "image,label\ns3://bucket/z/2.jpg,cat\ns3://bucket/z/2.jpg,dog\n"
    let matched = try Self.match(text)
    #expect(matched.contradicted == [2, 3] && matched.labels == [-1, -1, -1, -1, -1])
    #expect(throws: FormatError.self) { try Self.match(#"{"nothing": "cat"}"#) }
  }

  // MARK: Columns

  @Test func theColumnIsChosenOrAskedFor() throws {
    let text = "filename;label;truth\n1.jpg;cat;dog\n2.jpg;cat;cat\n"
    let error = try #require(throws: FormatError.self) {
      _ = try TruthLabels(parsing: Array(text.utf8))
    }
    #expect(error.description.contains("--column label or --column truth"), "\(error)")
    let chosen = try TruthLabels(parsing: Array(text.utf8), column: "truth")
    #expect(chosen.columns == TruthLabels.Columns(image: "filename", label: "truth"))
    #expect(chosen.entries.map { String(decoding: $0.label, as: UTF8.self) } == ["dog", "cat"])
    let missing = try #require(throws: FormatError.self) {
      _ = try TruthLabels(parsing: Array(text.utf8), column: "gold")
    }
    #expect(missing.description.contains("no column 'gold'"), "\(missing)")
    let json = #"[{"image": "a", "gold": "x", "label": "y"}]"#
    #expect(throws: FormatError.self) { try TruthLabels(parsing: Array(json.utf8)) }
    #expect(
      try TruthLabels(parsing: Array(json.utf8), column: "gold").entries.map(\.label)
        == [Array("x".utf8)])
  }

  @Test(arguments: [
    "image,label\n2.jpg,cat\n", "image;label\n2.jpg;cat\n", "image\tlabel\r\n2.jpg\tcat\r\n",
    "image;label\n\"2.jpg\";\"cat\"", "image,label,a;b\n2.jpg,cat,1\n",
  ]) func separatorsAreFound(_ text: String) throws {
    let matched = try MatchedTruth(
      TruthLabels(parsing: Array(text.utf8)), Self.sample())
    #expect(matched.labels == [-1, -1, 0, 0, -1])
  }

  // MARK: Classes

  @Test func aManifestIsTakenByItsImages() throws {
    let reference = try dataset(
      [("z/3.png", "owl"), ("x/1.jpg", "owl"), ("z/2.jpg", "cat")].map { name, label in
        line("s3://bucket/\(name)", label)
      })
    let matched = try MatchedTruth(reference, Self.sample())
    #expect(matched.labels == [1, -1, 0, 0, 1])
  }

  /// Names that only look alike are two classes.
  @Test func classesAreComparedByBytes() throws {
    let data = try dataset([line(anyImage, "caf\u{E9}"), line(anyImage, "b")])
    let reference = TruthLabels([
      .init(key: Array("0".utf8), label: Array("cafe\u{301}".utf8), line: 1),
      .init(key: Array("1".utf8), label: Array("b".utf8), line: 2),
    ])
    let matched = try MatchedTruth(reference, data)
    #expect(matched.labels == [2, 1])
  }
}
