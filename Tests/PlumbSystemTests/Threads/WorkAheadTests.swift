import PlumbSystem
import Synchronization
import Testing

@Suite struct WorkAheadTests {
  @Test(arguments: [0, 1, 3, 100]) func resultsComeInTheOrderOfThePieces(_ ahead: Int) {
    var work = WorkAhead<Int>(ahead: ahead)
    var results: [Int] = []
    for piece in 0..<50 {
      // The first pieces take longest.
      if let result = work.add({ (0..<(50 - piece) * 100).reduce(piece) { $0 &+ $1 &- $1 } }) {
        results.append(result)
      }
      #expect(results.count == max(0, piece + 1 - ahead))
    }
    while let result = work.next() { results.append(result) }
    #expect(results == Array(0..<50))
  }

  @Test func withoutAnyPieceThereIsNoResult() {
    var work = WorkAhead<Int>(ahead: 2)
    #expect(work.next() == nil)
  }

  @Test(.timeLimit(.minutes(1))) func piecesRunSideBySide() {
    var work = WorkAhead<Bool>(ahead: 2)
    let met = Monitor(0)
    let stop = CancellationFlag()
    let meet: @Sendable () -> Bool = {
      met.change { $0 += 1 }
      return met.wait(stop: stop) { $0 == 2 ? true : nil } ?? false
    }
    #expect(work.add(meet) == nil)
    #expect(work.add(meet) == nil)
    #expect(work.next() == true)
    #expect(work.next() == true)
  }
}
