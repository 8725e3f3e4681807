import Foundation
import TestSupport
import Testing

@testable import PlumbLabels

struct LineRouterTests {
  private func route(
    _ bytes: [UInt8], to places: Int, step: Int, _ choose: (Int) -> Int?
  ) throws -> [[UInt8]] {
    var result = [[UInt8]](repeating: [], count: places)
    var offset = 0
    try LineRouter.copy(
      from: { buffer in
        let count = min(step, buffer.count, bytes.count - offset)
        buffer.copyBytes(from: bytes[offset..<offset + count])
        offset += count
        return count
      }, to: places, choosing: choose, write: { result[$0] += $1 })
    return result
  }

  /// Random bytes, with and without a last line end: each line is in the place that was chosen.
  @Test func linesAreWhereTheyBelong() throws {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...400, using: &numbers)).map { _ in
        Int.random(in: 0..<5, using: &numbers) == 0
          ? 0x0A : UInt8.random(in: 0...255, using: &numbers)
      }
      let places = (0...bytes.count).map { _ in Int.random(in: -1...2, using: &numbers) }
      var expected = [[UInt8]](repeating: [], count: 3)
      var line = 0
      for byte in bytes {
        if places[line] >= 0 { expected[places[line]].append(byte) }
        if byte == 0x0A { line += 1 }
      }
      for step in [1, 7, 1_000] {
        let result = try route(bytes, to: 3, step: step) {
          places[$0 - 1] < 0 ? nil : places[$0 - 1]
        }
        #expect(result == expected)
      }
    }
  }

  @Test func everythingIsTheSame() throws {
    let bytes = Array(String(repeating: "a line of some length\r\n", count: 40_000).utf8)
    #expect(try route(bytes, to: 1, step: 1 << 20) { _ in 0 } == [bytes])
    #expect(try route(bytes, to: 1, step: 1 << 20) { _ in nil } == [[]])
  }

  @Test func whatIsThrownIsPassedOn() {
    struct Full: Error {}
    #expect(throws: Full.self) {
      try LineRouter.copy(
        from: { _ in throw Full() }, to: 1, choosing: { _ in 0 }, write: { _, _ in })
    }
  }
}
