import Testing

@testable import PlumbSystem

struct PartitioningTests {
  @Test func theFirstOfTheSecondPartIsFound() {
    for count in 0..<40 {
      for start in 0...count {
        let numbers = Array(0..<count)
        #expect(numbers.partitioningIndex { $0 >= start } == start)
        #expect(numbers.dropFirst(0).partitioningIndex { $0 >= start } == start)
      }
    }
    let slice = Array(0..<20)[5..<15]
    #expect(
      slice.partitioningIndex { $0 >= 9 } == 9 && slice.partitioningIndex { _ in false } == 15)
  }
}
