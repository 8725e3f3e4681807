import PlumbLabels
import PlumbText
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Tables and JSON as other tools write them.
struct OtherToolsTests {
  /// Three images, two of which have the same file name.
  private static func sample() throws -> Dataset {
    try dataset(
      zip(["x/1.jpg", "y/1.jpg", "y/2.jpg"], ["cat", "dog", "dog"]).map {
        line("s3://bucket/" + $0, $1)
      })
  }

  private static func match(
    _ text: String, classNames: [String]? = nil
  ) throws -> MatchedPredictions {
    let bytes = Array(text.utf8)
    let format = predictionFormat(of: bytes)
    return try MatchedPredictions(try format.read(bytes, classNames: classNames), sample())
  }

  /// The probability of a cat for each row, in percent; -1 where there is none.
  private static func cats(_ text: String, classNames: [String]? = nil) throws -> [Int] {
    let matched = try match(text, classNames: classNames)
    return (0..<3).map { row in
      matched.probability(row: row, of: 0).map { Int(($0 * 100).rounded()) } ?? -1
    }
  }

  private static func message(_ bytes: [UInt8]) -> String {
    do throws(FormatError) {
      _ = try predictionFormat(of: bytes).read(bytes, classNames: nil)
      return "no error"
    } catch {
      return error.description
    }
  }

  // MARK: Tables

  @Test(arguments: [
    "Source-Ref,cat,dog\ns3://bucket/x/1.jpg,0.9,0.1\ns3://bucket/y/1.jpg,0.2,0.8\n",
    "\"path\" , \"cat\" , \"dog\"\n \"x/1.jpg\" , 0.9 , 0.1\n\"y/1.jpg\" , \"0.2\" , 0.8\n",
    "sep=;\nfile_name;cat;dog\nx/1.jpg;0,9;0,1\ny/1.jpg;0,2;0,8\n",
    "image_path\tcat\tdog\nC:\\set\\x\\1.jpg\t0.9\t0.1\n.\\y\\1.jpg\t0.2\t0.8\n",
    ",cat,dog\nx/1.jpg,0.9,0.1\ny/1.jpg,0.2,0.8\n",
    "Unnamed: 0,split,filename,cat,dog,label,confidence\n"
      + "0,a,x/1.jpg,0.9,0.1,cat,0.9\n1,a,y/1.jpg,0.2,0.8,dog,0.8\n",
    "url,cat,dog\nhttps://bucket.s3.amazonaws.com/x/1.jpg?X-Amz-Signature=f,0.9,0.1\n"
      + "S3://bucket/y/1.jpg,0.2,0.8\n",
    "image,cat,dog\nx/1.jpg,90 %,10%\ny/1.jpg,20%,80%\n",
    "image,cat,dog\nx/1.jpg,90,10\ny/1.jpg,20,80\n",
    "image,class,probability\nx/1.jpg,cat,0.9\nx/1.jpg,dog,0.1\ny/1.jpg,cat,0.2\ny/1.jpg,dog,0.8\n",
  ]) func tablesAreRead(_ text: String) throws {
    #expect(try Self.cats(text) == [90, 20, -1])
  }

  @Test func columnsThatAreNotReadAreListed() throws {
    let text = "index,image,note,cat,dog\n0,y/2.jpg,a,0.9,0.1\n1,x/1.jpg,b,0.2,0.8\n"
    let predictions = try Self.match(text).predictions
    #expect(predictions.ignoredColumns == ["index", "note"])
    #expect(predictions.classNames == ["cat", "dog"] && !predictions.isPercent)
    #expect(try Self.match("image,cat,dog\n1.jpg,50,50\n2.jpg,1,99\n").predictions.isPercent)
  }

  /// Numbers that count the rows say no more than their order; others name images.
  @Test func numbersOfRows() throws {
    #expect(try Self.cats(",cat,dog\n0,0.9,0.1\n1,0.2,0.8\n2,0,1\n") == [90, 20, 0])
    #expect(try Self.cats("id,cat,dog\n2,0.9,0.1\n0,0.2,0.8\n1,0,1\n") == [20, 0, 90])
    let lines = ["01.jpg", "02.jpg"].map { line("s3://bucket/" + $0) }
    let bytes = Array("id,cat,dog\n01,0.9,0.1\n02,0.2,0.8\n".utf8)
    let matched = try MatchedPredictions(
      try CSVPredictions().read(bytes, classNames: nil), try dataset(lines))
    #expect(matched.keyKind == .stem && matched.predictions.imageColumn == "id")
  }

  /// A class may have the name of a usual column.
  @Test func classesNamedLikeColumnsStay() throws {
    let bytes = Array("index,value\n0.3,0.7\n0.5,0.5\n".utf8)
    let predictions = try CSVPredictions().read(bytes, classNames: ["index", "value"])
    #expect(predictions.classNames == ["index", "value"])
    let mixed = Array("index,cat\n0.3,0.7\n0.5,0.5\n".utf8)
    #expect(
      try CSVPredictions().read(mixed, classNames: nil).classNames == ["index", "cat"])
  }

  @Test func columnsCanBeChosen() throws {
    let text = "image,cat,step,dog\nx/1.jpg,0.9,7,0.1\ny/1.jpg,0.2,7,0.8\n"
    #expect(Self.message(Array(text.utf8)).contains("7.0 is not a probability"))
    #expect(try Self.cats(text, classNames: ["cat", "dog"]) == [90, 20, -1])
    #expect(throws: FormatError.self) { try Self.cats(text, classNames: ["cat", "fox"]) }
  }

  @Test func foldersTellImagesOfTheSameNameApart() throws {
    let text = "path,cat,dog\n/data/y/1.jpg,0.9,0.1\nz/1.jpg,0.2,0.8\nother/2.jpg,0.4,0.6\n"
    let matched = try Self.match(text)
    #expect(matched.keyKind == .fileName && matched.unmatched == 1)
    #expect(try Self.cats(text) == [-1, 90, 40])
  }

  // MARK: JSON

  @Test(arguments: [
    #"{"filename":"x/1.jpg","predictions":{"cat":0.9,"dog":0.1}}"# + "\n"
      + #"{"filename":"y/1.jpg","predictions":{"cat":0.2,"dog":0.8}}"#,
    #"[{"File_Name":"x/1.jpg","probs":{"cat":0.9,"dog":0.1}},"#
      + "\n" + #"{"File_Name":"y/1.jpg","probs":{"cat":0.2,"dog":0.8}}]"#,
    #"{"predictions":[{"image":"x/1.jpg","scores":[{"label":"cat","score":0.9},"#
      + #"{"label":"dog","score":0.1}]},{"image":"y/1.jpg","scores":[{"score":0.8,"label":"dog"},"#
      + #"{"score":0.2,"label":"cat"}]}]}"#,
    #"{"x/1.jpg":{"cat":0.9,"dog":0.1},"y/1.jpg":{"cat":0.2,"dog":0.8}}"#,
    #"{"x/1.jpg":[{"label":"cat","score":0.9},{"label":"dog","score":0.1}],"#
      + #""y/1.jpg":[{"label":"cat","score":0.2},{"label":"dog","score":0.8}]}"#,
    #"{"image":"x/1.jpg","labels":["cat","dog"],"scores":[0.9,0.1]}"# + "\n"
      + #"{"image":"y/1.jpg","labels":["dog","cat"],"scores":[0.8,0.2]}"#,
    #"{"image":"x/1.jpg","cat":0.9,"dog":0.1,"id":0,"label":"cat"}"# + "\n"
      + #"{"image":"y/1.jpg","cat":0.2,"dog":0.8,"id":1,"label":"dog"}"#,
  ]) func jsonIsRead(_ text: String) throws {
    #expect(try Self.cats(text) == [90, 20, -1])
  }

  /// What a pipeline returns has no images: its order is that of the manifest.
  @Test(arguments: ["[%,\n%,\n%]", "%\n%\n%\n"]) func pipelinesFollowTheOrder(
    _ frame: String
  ) throws {
    var text = frame
    for cat in ["0.9", "0.2", "0.5"] {
      let dog = cat == "0.9" ? "0.1" : cat == "0.2" ? "0.8" : "0.5"
      let row = #"[{"label":"cat","score":\#(cat)},{"label":"dog","score":\#(dog)}]"#
      text.replace("%", with: row, maxReplacements: 1)
    }
    #expect(try Self.cats(text) == [90, 20, 50])
  }

  /// Many tools list only the likeliest classes; the others are no likelier than these.
  @Test func classesThatAreLeftOutShareTheRest() throws {
    let rows = [("1", "cat", 0.9), ("2", "dog", 0.8), ("3", "fox", 1)]
    let text = rows.map { #"{"image":"\#($0.0)","predictions":{"\#($0.1)":\#($0.2)}}"# }
    let bytes = Array(text.joined(separator: "\n").utf8)
    let read = try JSONLinesPredictions().read(bytes, classNames: nil)
    #expect(read.completedRows == 2)
    #expect(abs(read[0, 1] - 0.05) < 1e-6 && abs(read[1, 2] - 0.1) < 1e-6 && read[2, 0] == 0)
    let percent = Array("image,label,score\n1,cat,90\n2,dog,60\n".utf8)
    let table = try CSVPredictions().read(percent, classNames: nil)
    #expect(table.isPercent && table.completedRows == 2)
    #expect(abs(table[1, 0] - 0.4) < 1e-6)
  }

  // MARK: Refusals

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x61], "UTF-16"),
      ([0x61, 0, 0x2C, 0], "binary or UTF-16"), (Array("PK\u{3}\u{4}x".utf8), "Excel workbook"),
      (Array("PAR1".utf8), "Parquet"), ([0x80, 0x04, 0x95], "pickle"),
      ([0x89] + Array("HDF\r\n".utf8), "HDF5"), ([0xD0, 0xCF, 0x11, 0xE0], "Excel"),
    ] as [([UInt8], String)]) func otherFilesAreNamed(_ bytes: [UInt8], _ wanted: String)
  {
    #expect(Self.message(bytes).contains(wanted))
    #expect(Self.message(bytes).contains("CSV UTF-8"))
    let error = #expect(throws: FormatError.self) { try TruthLabels(parsing: bytes) }
    #expect(error?.message.contains(wanted) ?? false)
  }

  @Test(arguments: [
    ("cat,dog\n2.1,-0.3\n", "not logits"), ("cat,dog\n-0.105,-2.303\n", "logarithms"),
    ("image,label,score\na,cat,0.9\nb,dog,0.3\n", "line 3: the probabilities add up to 0.30"),
    ("image,label,score\na,cat,0.9\nb,cat,0.8\n", "line 2: the probabilities add up to 0.90"),
    ("image,cat,dog\na,0.9,0.1\nb,90,10\n", "line 3: 90.0 is not a probability"),
    ("image,cat,dog\na,90,10\nb,0.9,0.1\n", "line 3: the probabilities add up to 1.00, not to 100"),
  ]) func otherNumbersAreRefused(_ text: String, _ wanted: String) {
    let message = Self.message(Array(text.utf8))
    #expect(message.contains(wanted), "\(message)")
  }

  // MARK: Reference labels

  @Test(arguments: [
    "\"Image Path\" ; \"Gold\"\nx/1.jpg;dog\ny/2.jpg; cat \n",
    ",id,truth,filename\n0,7,dog,x/1.jpg\n1,8,cat,y/2.jpg\n",
    "url\texpected\nhttps://s3.amazonaws.com/bucket/x/1.jpg\tdog\nS3://bucket/y/2.jpg\tcat\n",
    #"{"filename":"x/1.jpg","label":"dog"}"# + "\n\n" + #"{"filename":"y/2.jpg","label":"cat"}"#,
    "index,target\n2,cat\n0,dog\n",
    #"{"x/1.jpg":{"by":"me","label":"dog"},"y/2.jpg":{"label":"cat"}}"#,
  ]) func referencesAreRead(_ text: String) throws {
    let matched = try MatchedTruth(
      try TruthLabels(parsing: Array(text.utf8)), Self.sample())
    #expect(matched.labels == [1, -1, 0])
  }

  @Test func oneLineOfJSONIsALabel() throws {
    let one = try TruthLabels(parsing: Array(#"{"image":"x/1.jpg","label":"dog"}"#.utf8))
    #expect(one.entries.count == 1)
  }
}
