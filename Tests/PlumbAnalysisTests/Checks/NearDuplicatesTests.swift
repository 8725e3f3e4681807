import PlumbImageFacts
import TestSupport
import Testing

@testable import PlumbAnalysis

/// Images whose hashes differ from the first one's in so many bits.
func lookalikes(_ distances: [Int], verification: Int = 0) -> [MeasuredImage] {
  distances.enumerated().map { number, distance in
    photograph(number) {
      $0.perceptualHash = photograph(0).perceptualHash ^ (1 << UInt64(distance) - 1)
      $0.differenceHash = number == 0 ? 0 : 1 << UInt64(verification) - 1
    }
  }
}

struct NearDuplicatesTests {
  @Test func imagesThatLookAlikeAreFoundTheNearestFirst() throws {
    let outcome = try NearDuplicates().run(
      lines(4, TestLine()), lookalikes([0, 6, 20, 0]))
    let finding = try #require(outcome.findings.first)
    #expect(finding.rows == [3, 1])
    #expect(finding["groups"] == .whole(1))
    #expect(finding.places[0].note == "looks the same as line \(1)")
    #expect(finding.places[1].note == "differs by \(6, "bit") from line \(1)")
  }

  @Test func thresholdsAreTheLastThatCount() throws {
    #expect(try NearDuplicates().rows(lookalikes([0, 7])) == [])
    #expect(try NearDuplicates().rows(lookalikes([0, 7]), ["radius": 7]) == [1])
    #expect(try NearDuplicates().rows(lookalikes([0, 0], verification: 11)) == [])
    #expect(try NearDuplicates().rows(lookalikes([0, 0], verification: 10)) == [1])
    var images = lookalikes([0, 0])
    images[1].meanColour.y = 0.57
    #expect(try NearDuplicates().rows(images) == [])
    #expect(try NearDuplicates().rows(images, ["colour": 0.1]) == [1])
  }

  @Test func copiesOfAFileAreAnotherMatter() throws {
    var images = lookalikes([0, 0, 1])
    images[1].contentHash = images[0].contentHash
    #expect(try NearDuplicates().rows(images) == [2])
  }

  @Test func emptyImagesAreNotCompared() throws {
    var images = lookalikes([0, 0, 0, 0])
    for index in 0..<2 { images[index].entropy = 1 }
    let outcome = try NearDuplicates().run(lines(4, TestLine()), images)
    #expect(outcome.findings.first?.rows == [3])
    #expect(outcome.findings.first?["not_compared"] == .whole(2))
  }

  @Test func otherLabelsAreAnotherMatter() throws {
    let outcome = try NearDuplicates().run(
      [TestLine(), TestLine(name: "dog"), TestLine()], lookalikes([0, 0, 3]))
    // The third looks most like the second, which has another label.
    #expect(outcome.findings.map(\.rows) == [[2]])
    #expect(outcome.findings[0].places[0].note == "differs by \(3, "bit") from line \(1)")
  }
}
