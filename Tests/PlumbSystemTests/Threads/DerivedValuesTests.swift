import PlumbSystem
import Testing

@Suite struct DerivedValuesTests {
  @Test func aValueIsMadeOnce() {
    let values = DerivedValues()
    var made = 0
    for _ in 0..<3 {
      let value = values.value { () -> String in
        made += 1
        return "made"
      }
      #expect(value == "made")
    }
    #expect(made == 1)
  }

  @Test func eachTypeHasItsOwnValue() {
    let values = DerivedValues()
    #expect(values.value { 1 } == 1)
    #expect(values.value { "one" } == "one")
    #expect(values.value { 2 } == 1)
  }

  @Test func allThreadsGetTheSameValue() {
    final class Object: Sendable {}
    let values = DerivedValues()
    let objects = concurrentMap(Array(0..<100)) { _ in values.value { Object() } }
    #expect(Set(objects.map { ObjectIdentifier($0) }).count == 1)
  }
}
