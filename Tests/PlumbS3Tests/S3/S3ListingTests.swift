import TestSupport
import Testing

@testable import PlumbS3

@Suite struct S3ListingTests {
  private static let keys = [
    "a/1.jpg", "a/2 b+c.jpg", "a/<&>\"'.jpg", "a/é.jpg", "a/日本.jpg", "b/3.jpg", "c%2F.jpg",
  ]

  @Test func everyKeyIsFoundOnItsPage() throws {
    let objects = Dictionary(uniqueKeysWithValues: Self.keys.map { ($0, Array($0.utf8)) })
    for pageSize in 1...8 {
      let fake = try FakeS3(objects, pageSize: pageSize)
      var (found, continuation) = ([S3Listing.Object](), String?.none)
      repeat {
        let page = try fake.client(signed: true).list(bucket: "bucket", continuation: continuation)
        found += page.objects
        continuation = page.continuation
      } while continuation != nil
      #expect(found.map { Array($0.key.utf8) } == Self.keys.map { Array($0.utf8) })
      #expect(found.map(\.byteCount) == Self.keys.map(\.utf8.count))
      #expect(found.allSatisfy { $0.entityTag == FakeS3.md5(Array($0.key.utf8)) })
    }
  }

  @Test func aPrefixIsAskedFor() throws {
    let fake = try FakeS3(Dictionary(uniqueKeysWithValues: Self.keys.map { ($0, []) }))
    let page = try fake.client().list(bucket: "bucket", prefix: "a/2 b+")
    #expect(page.objects.map(\.key) == ["a/2 b+c.jpg"])
    #expect(fake.server.requests[0].target.contains("prefix=a%2F2%20b%2B"))
  }

  /// As the Amazon S3 API Reference shows it, with a delimiter.
  @Test func prefixesAreRead() throws {
    let body = """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
        <Name>example-bucket</Name><Prefix></Prefix><KeyCount>2</KeyCount><MaxKeys>1000</MaxKeys>
        <Delimiter>/</Delimiter><IsTruncated>false</IsTruncated>
        <Contents><Key>sample&amp;1&#46;jpg</Key><LastModified>2011-02-26T01:56:20.000Z</LastModified>
          <ETag>&quot;bf1d737a4d46a19f3bced6905cc8b902&quot;</ETag><Size>142863</Size>
          <Owner><ID>x</ID></Owner><StorageClass>STANDARD</StorageClass></Contents>
        <CommonPrefixes><Prefix>photos/</Prefix></CommonPrefixes>
      </ListBucketResult>
      """
    let listing = try #require(S3Listing(Array(body.utf8)))
    #expect(listing.objects.map(\.key) == ["sample&1.jpg"])
    #expect(listing.objects.map(\.byteCount) == [142_863])
    #expect(listing.objects.map(\.entityTag) == ["bf1d737a4d46a19f3bced6905cc8b902"])
    #expect(listing.prefixes == ["photos/"])
    #expect(listing.continuation == nil)
  }

  /// What is cut off anywhere is no list: its objects would be missing without a word.
  @Test func aListThatIsCutOffIsNone() {
    let body = Array(
      """
      <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key></Contents>\
      </ListBucketResult>
      """.utf8)
    #expect(S3Listing(body) != nil)
    for count in 0..<body.count { #expect(S3Listing(Array(body[..<count])) == nil, "\(count)") }
    #expect(S3Listing(Array("<html><body>hello</body></html>".utf8)) == nil)
    let truncated = "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"
    #expect(S3Listing(Array(truncated.utf8)) == nil)
  }

  @Test func anyBytesAreSurvived() {
    var numbers = SeededNumbers(seed: 5)
    let parts = [
      "<", ">", "/", "</", "<a>", "ListBucketResult", "<Contents>", "&", "&#", ";", "&#x110000;",
      "%", "+", "<!", "?>",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...30, using: &numbers)).compactMap { _ in
        parts.randomElement(using: &numbers)
      }.joined()
      _ = S3Listing(Array(text.utf8))
    }
  }
}
