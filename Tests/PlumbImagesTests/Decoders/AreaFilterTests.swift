import TestSupport
import Testing

@testable import PlumbImages

@Suite struct AreaFilterTests {
  static let sizes = [
    (7, 5, 3, 2), (128, 96, 128, 96), (313, 235, 128, 96), (20000, 1, 128, 1),
    (1, 500, 1, 128), (129, 129, 128, 128), (1000, 3, 127, 2),
  ]

  private func filtered(
    _ samples: [UInt8], _ size: (Int, Int, Int, Int), channels: Int
  ) -> [UInt8] {
    let filter = AreaFilter(
      sourceWidth: size.0, sourceHeight: size.1, width: size.2, height: size.3, channels: channels)
    samples.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      for row in 0..<size.1 { filter.add(row: base + row * size.0 * channels) }
    }
    return filter.finish(fill: 9)
  }

  private func noise(_ count: Int) -> [UInt8] {
    var numbers = SeededNumbers(seed: 5)
    return (0..<count).map { _ in .random(in: 0...255, using: &numbers) }
  }

  @Test(arguments: sizes, [1, 3, 4])
  func aFlatImageStaysFlat(_ size: (Int, Int, Int, Int), channels: Int) {
    let flat = [UInt8](repeating: 201, count: size.0 * size.1 * channels)
    let small = filtered(flat, size, channels: channels)
    #expect(small == [UInt8](repeating: 201, count: size.2 * size.3 * channels))
  }

  /// The definition, computed with real numbers: each destination is the mean over its area.
  @Test(arguments: sizes)
  func everyPixelIsTheMeanOverItsArea(_ size: (Int, Int, Int, Int)) {
    let samples = noise(size.0 * size.1)
    let small = filtered(samples, size, channels: 1)
    func shares(_ source: Int, _ count: Int, _ index: Int) -> [(Int, Double)] {
      let span = Double(source) / Double(count)
      let (from, to) = (Double(index) * span, Double(index + 1) * span)
      return (Int(from)..<min(source, Int(to.rounded(.up)))).map {
        ($0, min(to, Double($0 + 1)) - max(from, Double($0)))
      }
    }
    for y in 0..<size.3 {
      let rows = shares(size.1, size.3, y)
      for x in stride(from: 0, to: size.2, by: 5) {
        let columns = shares(size.0, size.2, x)
        var (sum, weight) = (0.0, 0.0)
        for (row, down) in rows {
          for (column, across) in columns {
            sum += Double(samples[row * size.0 + column]) * down * across
            weight += down * across
          }
        }
        #expect(abs(Double(small[y * size.2 + x]) - sum / weight) <= 1)
      }
    }
  }

  @Test func rowsWithHolesGiveTheSameImage() {
    let (width, height) = (300, 200)
    let samples = noise(width * height * 3)
    let whole = filtered(samples, (width, height, 128, 85), channels: 3)
    let filter = AreaFilter(
      sourceWidth: width, sourceHeight: height, width: 128, height: 85, channels: 3)
    for start in [1, 0] {
      for y in 0..<height {
        var row: [UInt8] = []
        for x in stride(from: start, to: width, by: 2) {
          let at = (y * width + x) * 3
          row += samples[at..<at + 3]
        }
        filter.add(row: row, at: y, from: start, by: 2, count: row.count / 3)
      }
    }
    let pieced = filter.finish(fill: 0)
    #expect(zip(whole, pieced).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test func whatWasNeverAddedIsFilled() {
    let filter = AreaFilter(sourceWidth: 4, sourceHeight: 4, width: 2, height: 2, channels: 1)
    filter.add(row: [10, 10, 20, 20])
    filter.add(row: [10, 10, 20, 20])
    #expect(filter.finish(fill: 99) == [10, 20, 99, 99])
  }

  @Test func thumbnailsFitTheBoxAndNeverGrow() {
    #expect(PixelSize(500, 375).fitted(in: 128) == PixelSize(128, 96))
    #expect(PixelSize(20000, 1).fitted(in: 128) == PixelSize(128, 1))
    #expect(PixelSize(100, 20).fitted(in: 128) == PixelSize(100, 20))
    #expect(PixelSize(3, 65500).fitted(in: 128) == PixelSize(1, 128))
  }
}
