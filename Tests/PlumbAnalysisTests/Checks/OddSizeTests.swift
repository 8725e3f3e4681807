import PlumbImageFacts
import Testing

@testable import PlumbAnalysis

struct OddSizeTests {
  private func images(_ sides: [Int]) -> [MeasuredImage] {
    sides.enumerated().map { number, side in
      photograph(number) { ($0.width, $0.height) = (side, side) }
    }
  }

  @Test func sizesFarFromTheOthersAreFoundTheFarthestFirst() throws {
    // The sizes of the golden numbers: quartiles 95 and 105, so the limits are 65 and 135.
    let sides = [100, 100, 110, 90, 105, 95, 100, 400, 20, 100]
    #expect(try OddSize().rows(images(sides)) == [8, 7])
    #expect(try OddSize().rows(images(sides), ["spread": 100]) == [])
    #expect(try OddSize().rows(images(sides), ["factor": 4.5]) == [8])
  }

  @Test func setsOfOneSizeFindOnlyWhatIsReallyOdd() throws {
    #expect(try OddSize().rows(images(Array(repeating: 100, count: 20) + [140, 199, 200])) == [22])
  }

  @Test func fewImagesHaveNoUsualSize() throws {
    guard case .skipped = try OddSize().run(lines(3, TestLine()), images([1, 2, 999])) else {
      Issue.record("not skipped")
      return
    }
  }
}
