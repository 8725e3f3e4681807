import Dispatch
import TestSupport
import Testing

@testable import PlumbS3

@Suite struct S3ErrorDocumentTests {
  @Test func theWordsAreFound() {
    let document = S3ErrorDocument(
      Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>PermanentRedirect</Code><Message>a &lt;b&gt; &amp;amp; &#10; c</Message>\
        <Region>eu-west-1</Region><Endpoint>b.s3.amazonaws.com</Endpoint><Code>Second</Code></Error>
        """.utf8))
    #expect(document.code == "PermanentRedirect")
    #expect(document.message == "a <b> &amp; &#10; c")
    #expect(document.region == "eu-west-1")
    #expect(document.endpoint == "b.s3.amazonaws.com")
  }

  @Test(
    arguments: [
      "", "<", "<Code", "<Code>", "<Code>x", "<Code>x<", "<Code>x</Code", "<Code><b>x</b></Code>",
      "<html>Code</html>", "&lt;Code>x</Code>", "<Code >x</Code>",
    ])
  func anythingElseHasNone(_ body: String) {
    #expect(S3ErrorDocument(Array(body.utf8)).code == nil)
  }

  @Test func onlyTheBeginningIsLookedAt() {
    let padding = String(repeating: " ", count: S3ErrorDocument.mostBytes - 20)
    #expect(S3ErrorDocument(Array((padding + "<Code>x</Code>").utf8)).code == "x")
    #expect(S3ErrorDocument(Array((padding + "       <Code>x</Code>").utf8)).code == nil)
    let long = String(repeating: "x", count: 5_000)
    #expect(S3ErrorDocument(Array("<Code>\(long)</Code>".utf8)).code == nil)
  }

  @Test func noBytesBringItDown() {
    var random = SeededNumbers(seed: 3)
    let pieces = ["<Code>", "</Code>", "<", ">", "&", "&amp;", "\u{FF}", "x", "</", "\0"]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0..<20, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      var bytes = Array(text.utf8)
      if !bytes.isEmpty { bytes[Int.random(in: 0..<bytes.count, using: &random)] = 0xFF }
      let code = S3ErrorDocument(bytes).code
      #expect(code?.utf8.contains(UInt8(ascii: "<")) != true)
    }
  }
}

@Suite struct BucketRegionsTests {
  private func answer(
    _ status: Int, code: String? = nil, region: String? = nil, header: String? = nil
  ) -> HTTPAnswer {
    let body = [code.map { "<Code>\($0)</Code>" }, region.map { "<Region>\($0)</Region>" }]
    return HTTPAnswer(
      status, body.compactMap { $0 }.joined(),
      fields: header.map { [HTTPField("X-Amz-Bucket-Region", $0)] } ?? [])
  }

  @Test func answersTellTheRegion() {
    let wrong = "AuthorizationHeaderMalformed"
    let cases: [(HTTPAnswer, RegionHint)] = [
      (answer(301, header: "eu-west-1"), .region("eu-west-1")),
      (answer(301, code: "PermanentRedirect", region: "eu-west-1"), .region("eu-west-1")),
      (answer(301, region: "of-body-1", header: "of-head-1"), .region("of-head-1")),
      (answer(301), .elsewhere),
      (answer(307, code: "TemporaryRedirect"), .elsewhere),
      (answer(307, header: "eu-west-1"), .region("eu-west-1")),
      (answer(400, code: wrong, region: "eu-west-1"), .region("eu-west-1")),
      (answer(400, code: wrong), .elsewhere),
      (answer(400, code: "IllegalLocationConstraintException"), .elsewhere),
      (answer(400, header: "eu-west-1"), .region("eu-west-1")),
      (answer(400, code: "ExpiredToken", header: "eu-west-1"), .none),
      (answer(200, header: "eu-west-1"), .none), (answer(403, header: "eu-west-1"), .none),
      (answer(404, code: "NoSuchBucket"), .none), (answer(302), .none), (answer(500), .none),
    ]
    for (answer, hint) in cases { #expect(RegionHint(answer) == hint, "\(answer)") }
  }

  @Test func aRequestIsCorrectedOnceAndOthersLearn() {
    let regions = BucketRegions(start: "us-east-1")
    var correction = regions.correction(for: "bucket")
    #expect(correction.region == "us-east-1")
    #expect(correction.advice(on: answer(301, header: "eu-west-1")) == .again)
    #expect(correction.region == "eu-west-1")
    #expect(correction.advice(on: answer(301, header: "eu-west-2")) == .none)
    #expect(correction.advice(on: answer(301)) == .none)
    #expect(correction.region == "eu-west-1")
    #expect(regions.region(of: "bucket") == "eu-west-1")
    #expect(regions.region(of: "other") == "us-east-1")
    #expect(regions.correction(for: "bucket").region == "eu-west-1")
  }

  @Test func theSameRegionOnceMoreIsNoCorrection() {
    var correction = BucketRegions(start: "us-east-1").correction(for: "bucket")
    #expect(correction.advice(on: answer(301, header: "us-east-1")) == .none)
    #expect(correction.advice(on: answer(301, header: "eu-west-1")) == .again)
  }

  @Test func theBucketIsAskedWhereTheAnswerDoesNotTell() {
    var correction = BucketRegions(start: "us-east-1").correction(for: "bucket")
    #expect(correction.advice(on: answer(301)) == .askBucket)
    #expect(correction.advice(onBucket: answer(403, header: "eu-west-1")) == .again)
    #expect(correction.region == "eu-west-1")
    #expect(correction.advice(onBucket: answer(403, header: "eu-west-2")) == .none)
    var other = BucketRegions(start: "us-east-1").correction(for: "bucket")
    #expect(other.advice(onBucket: answer(404)) == .none)
  }

  @Test(arguments: ["evil.example/", "a.b", "", "EU", "1"])
  func whatIsNoRegionIsNeverLearned(_ name: String) {
    let regions = BucketRegions(start: "us-east-1")
    var correction = regions.correction(for: "bucket")
    #expect(correction.advice(on: answer(301, header: name)) == .none)
    #expect(
      correction.advice(on: answer(400, code: "AuthorizationHeaderMalformed", region: name))
        == .none)
    #expect(correction.advice(onBucket: answer(200, header: name)) == .none)
    regions.learn(name, of: "bucket")
    #expect(regions.region(of: "bucket") == "us-east-1")
  }

  @Test func manyThreadsMayLearnAtOnce() {
    let regions = BucketRegions(start: "us-east-1")
    DispatchQueue.concurrentPerform(iterations: 200) { index in
      regions.learn("region-\(index % 7)", of: "bucket-\(index % 7)")
    }
    for index in 0..<7 { #expect(regions.region(of: "bucket-\(index)") == "region-\(index)") }
  }
}
