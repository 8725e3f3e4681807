/// Groups that grow together, pair by pair (Tarjan's union-find).
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  /// The first element of an element's group.
  mutating func first(of element: Int) -> Int {
    var root = element
    while parents[root] != root { root = Int(parents[root]) }
    var next = element
    while parents[next] != root {
      let parent = Int(parents[next])
      parents[next] = Int32(root)
      next = parent
    }
    return root
  }

  /// Puts the groups of two elements together.
  mutating func join(_ left: Int, _ right: Int) {
    let (one, other) = (first(of: left), first(of: right))
    parents[max(one, other)] = Int32(min(one, other))
  }

  /// The groups of two elements and more, in the order of their first elements, each ascending.
  mutating func groups() -> [[Int]] {
    var members: [Int: [Int]] = [:]
    var order: [Int] = []
    for element in parents.indices {
      let root = first(of: element)
      if members[root] == nil { order.append(root) }
      members[root, default: []].append(element)
    }
    return order.compactMap { root in members[root].flatMap { $0.count > 1 ? $0 : nil } }
  }
}
