import Foundation
import PlumbText
import Testing

@testable import PlumbGraphics

@Suite struct TextFormTests {
  @Test func coordinatesAreShort() {
    #expect(CoordinateText.text(0) == "0")
    #expect(CoordinateText.text(-0.001) == "0")
    #expect(CoordinateText.text(12.5) == "12.5")
    #expect(CoordinateText.text(-1.005) == "-1")
    #expect(CoordinateText.text(3.07) == "3.07")
    #expect(CoordinateText.text(.nan) == "0")
  }

  @Test(arguments: [
    ("s3://bucket/a b.jpg", "s3://bucket/a%20b.jpg"), ("HTTPS://x/%41", "HTTPS://x/%41"),
    ("images/cat.jpg", "images/cat.jpg"), ("./odd:name", "./odd:name"),
    ("s3://b/'(\\)", "s3://b/%27%28%5C%29"), ("s3://b/é", "s3://b/%C3%A9"),
    ("s3://b/100%/#1?.jpg", "s3://b/100%25/%231%3F.jpg"), ("S3://b/%41", "S3://b/%2541"),
    ("file:///a%20b#c?d", "file:///a%20b#c?d"), ("http://x/?q=%41#s3:", "http://x/?q=%41#s3:"),
    ("a%20b#c", "a%20b#c"), ("./s3:?", "./s3:?"),
  ])
  func linksAreEncoded(uri: String, expected: String) {
    #expect(LinkTarget(uri)?.text == expected)
  }

  @Test(arguments: ["", "javascript:x", "JavaScript:x", "data:text/html,x", "a\u{0}:b", " file:x"])
  func otherLinksAreRefused(uri: String) {
    #expect(LinkTarget(uri) == nil)
  }

  @Test func directionIsThatOfTheFirstLetter() {
    #expect(TextDirection.isRightToLeft("1. קטע abc"))
    #expect(!TextDirection.isRightToLeft("abc קטע"))
    #expect(!TextDirection.isRightToLeft("123 …"))
  }

  @Test func hatchLinesAreBounded() {
    #expect(Hatch.sums(from: 0, to: 10, spacing: 0).isEmpty)
    #expect(Hatch.sums(from: 0, to: 1e9, spacing: 0.1).isEmpty)
    #expect(Hatch.sums(from: 1, to: 10, spacing: 3).count == 3)
  }
}
