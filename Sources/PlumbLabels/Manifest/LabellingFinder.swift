import PlumbSystem

/// The attributes that are looked at together, by their numbers in the manifest.
struct LabellingChoice {
  var kind: LabelKind
  var attributes: [Int]
  var origin: Labelling.Origin
}

/// Finds out which attributes of a manifest belong together.
struct LabellingFinder {
  private let manifest: Manifest
  private let attributes: [LabelAttribute]

  init(_ manifest: Manifest, _ attributes: [LabelAttribute]) {
    (self.manifest, self.attributes) = (manifest, attributes)
  }

  // MARK: Without a request

  /// The labelling that is looked at by default; nil if no attribute can be read.
  func choice() -> LabellingChoice? {
    let candidates = candidates()
    return candidates.max { order($0).lexicographicallyPrecedes(order($1)) }
  }

  /// What decides between labellings: kinds that Plumb judges, Ground Truth's own form, the latest date,
  /// the number of labels.
  private func order(_ choice: LabellingChoice) -> [Int64] {
    let own = choice.attributes.map { attributes[$0] }
    let rank: Int64 =
      switch choice.kind {
      case .single, .multiple: 2
      case .verdict: 1
      case .box: 0
      }
    let count = own.reduce(0) { $0 + $1.labelledCount }
    return [
      count > 0 ? rank : -1, own.contains { !$0.isTypeless } ? 1 : 0,
      own.compactMap { $0.latestDate?.microseconds }.max() ?? .min, Int64(count),
    ]
  }

  /// Every labelling that somebody may want to look at.
  private func candidates() -> [LabellingChoice] {
    let readable = attributes.indices.filter { attributes[$0].isReadable }
    let single = withoutPredictions(readable.filter { attributes[$0].kind == .single })
    // A user's own metadata may have a class name too: these are never mixed with Ground Truth's labels.
    var result = [false, true].flatMap { isTypeless in
      classCandidates(single.filter { attributes[$0].isTypeless == isTypeless })
    }
    result += readable.filter { attributes[$0].kind == nil }.map(alone)
    for kind in LabelKind.allCases where kind != .single {
      let own = readable.filter { attributes[$0].kind == kind }
      if own.count > 1, excludeEachOther(own) {
        result.append(LabellingChoice(kind: kind, attributes: own, origin: .disjoint))
      } else {
        result += own.map(alone)
      }
    }
    return result
  }

  private func alone(_ attribute: Int) -> LabellingChoice {
    LabellingChoice(
      kind: attributes[attribute].kind ?? .single, attributes: [attribute], origin: .oneAttribute)
  }

  private func classCandidates(_ single: [Int]) -> [LabellingChoice] {
    guard single.count > 1 else { return single.map(alone) }
    let named = single.filter(isNamedAfterClass)
    if overlap(single) == .none {
      let origin: Labelling.Origin = named.count == single.count ? .classNames : .disjoint
      return [LabellingChoice(kind: .single, attributes: single, origin: origin)]
    }
    var result: [LabellingChoice] = []
    var rest = single
    if let choice = together(named, .classNames) {
      result.append(choice)
      let taken = Set(named)
      rest.removeAll { taken.contains($0) }
    }
    for group in numberedGroups(rest) {
      if let choice = together(group, .numbered) {
        result.append(choice)
      } else {
        result += group.map(alone)
      }
    }
    return result
  }

  /// Attributes that belong together: one class per image or several, never one class twice.
  private func together(_ group: [Int], _ origin: Labelling.Origin) -> LabellingChoice? {
    guard group.count > 1 else { return nil }
    switch overlap(group) {
    case .none: return LabellingChoice(kind: .single, attributes: group, origin: origin)
    case .differentClasses:
      return LabellingChoice(kind: .multiple, attributes: group, origin: origin)
    case .sameClass: return nil
    }
  }

  /// Without a model's answers to images that people labelled under another attribute.
  private func withoutPredictions(_ all: [Int]) -> [Int] {
    guard all.contains(where: { attributes[$0].humanCount > 0 }) else { return all }
    let machines = Set(
      all.filter {
        attributes[$0].humanCount == 0 && attributes[$0].machineCount > 0 && !isNamedAfterClass($0)
      })
    guard !machines.isEmpty else { return all }
    var isPeoples = [Bool](repeating: false, count: manifest.rowCount)
    for attribute in all where attributes[attribute].humanCount > 0 {
      forEachLabel(of: attribute) { row, _ in isPeoples[row] = true }
    }
    return all.filter { attribute in
      guard machines.contains(attribute) else { return true }
      var covered = 0
      forEachLabel(of: attribute) { row, _ in covered += isPeoples[row] ? 1 : 0 }
      return covered * 10 < attributes[attribute].labelledCount * 9
    }
  }

  // MARK: On request

  /// The attributes of that name, or of names that fit a pattern with `*` and `?`.
  func attributes(named pattern: String) -> [Int] {
    if let exact = manifest.names.find(Array(pattern.utf8)) { return [exact] }
    if pattern.contains("*") || pattern.contains("?") {
      return attributes.indices.filter { attributes[$0].name.fits(pattern: pattern) }
    }
    // As several attributes are named together in outputs.
    let parts = pattern.split(separator: ",").map { $0.drop { $0 == " " } }
    let found = parts.compactMap { manifest.names.find(Array($0.utf8)) }
    return parts.count > 1 && found.count == parts.count ? found : []
  }

  /// The labelling of attributes that the user asked for.
  ///
  /// - Returns: nil if they are of different kinds.
  func choice(of requested: [Int]) -> LabellingChoice? {
    if requested.count == 1 { return alone(requested[0]) }
    let kinds = Set(requested.map { attributes[$0].kind ?? .single })
    guard let kind = kinds.first, kinds.count == 1 else { return nil }
    if kind == .single {
      let areNamed = requested.allSatisfy(isNamedAfterClass)
      let areNumbered = numberedGroups(requested).count == 1
      if areNamed || areNumbered,
        let choice = together(requested, areNamed ? .classNames : .numbered)
      {
        return choice
      }
    }
    return LabellingChoice(kind: kind, attributes: requested, origin: .requested)
  }

  // MARK: Names

  /// Whether an attribute has one class and is named after it: equal to it, or ending in it after a
  /// separator, compared as Rekognition's tools write class names into attribute names.
  private func isNamedAfterClass(_ attribute: Int) -> Bool {
    guard let id = attributes[attribute].onlyClassID else { return false }
    let written = attributes[attribute].name
    let ownClass = manifest.tables.classes.string(Int(id))
    let (name, className) = (Self.plain(written), Self.plain(ownClass))
    if !className.isEmpty { return name == className || name.hasSuffix("-" + className) }
    // Of signs alone, such as an emoji, nothing is left to compare.
    return Self.hasEnd(written, ownClass)
  }

  private static func hasEnd(_ name: String, _ className: String) -> Bool {
    let rest = name.utf8.dropLast(className.utf8.count)
    guard name.utf8.suffix(className.utf8.count).elementsEqual(className.utf8) else { return false }
    return rest.isEmpty || rest.last == UInt8(ascii: "-") || rest.last == UInt8(ascii: "_")
  }

  /// A name with one hyphen for whatever an attribute's name cannot hold.
  private static func plain(_ name: String) -> String {
    name.lowercased().unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? String(scalar) : " "
    }.joined().split(separator: " ").joined(separator: "-")
  }

  /// Attributes in groups of names that are equal but for digits at their ends.
  private func numberedGroups(_ all: [Int]) -> [[Int]] {
    var groups: [[Int]] = []
    var places: [[UInt8]: Int] = [:]
    for attribute in all {
      let name = Array(attributes[attribute].name.utf8)
      let digits = name.reversed().prefix { (0x30...0x39).contains($0) }.count
      let base = Array(name.dropLast(digits))
      if let place = places[base], !base.isEmpty {
        groups[place].append(attribute)
      } else {
        places[base] = groups.count
        groups.append([attribute])
      }
    }
    return groups
  }

  // MARK: Lines

  /// What the lines say that are labelled under several of some attributes.
  enum Overlap {
    /// There are none.
    case none
    /// Each of them has different classes.
    case differentClasses
    /// One of them has a class twice.
    case sameClass
  }

  /// How some attributes overlap.
  func overlap(_ group: [Int]) -> Overlap {
    var first = [Int32](repeating: -1, count: manifest.rowCount)
    var more: [Int: [Int32]] = [:]
    var result = Overlap.none
    for attribute in group {
      forEachLabel(of: attribute) { row, id in
        if first[row] < 0 {
          first[row] = id
          return
        }
        let known = [first[row]] + more[row, default: []]
        if known.contains(id) {
          result = .sameClass
        } else if result == .none {
          result = .differentClasses
        }
        more[row, default: []].append(id)
      }
      if result == .sameClass { return result }
    }
    return result
  }

  /// Whether no row is labelled under two of some attributes, however many labels it has under one.
  private func excludeEachOther(_ group: [Int]) -> Bool {
    var owners = [Int32](repeating: -1, count: manifest.rowCount)
    for attribute in group {
      let entries = manifest.attributes[attribute].entries
      for (row, state) in zip(entries.rows, entries.states)
      where state == .labelled || state == .nothing {
        if owners[Int(row)] >= 0, owners[Int(row)] != attribute { return false }
        owners[Int(row)] = Int32(attribute)
      }
    }
    return true
  }

  private func forEachLabel(of attribute: Int, _ body: (Int, Int32) -> Void) {
    let entries = manifest.attributes[attribute].entries
    for index in 0..<entries.count where entries.states[index] == .labelled {
      body(Int(entries.rows[index]), entries.classIDs[index])
    }
  }
}

extension String {
  /// Whether the text fits a pattern in which `*` is any text and `?` any character.
  fileprivate func fits(pattern: String) -> Bool {
    let (text, wanted) = (Array(unicodeScalars), Array(pattern.unicodeScalars))
    var (place, next, star, mark) = (0, 0, -1, 0)
    while place < text.count {
      if next < wanted.count, wanted[next] == "*" {
        (star, mark) = (next, place)
        next += 1
      } else if next < wanted.count, wanted[next] == "?" || wanted[next] == text[place] {
        place += 1
        next += 1
      } else if star >= 0 {
        mark += 1
        (place, next) = (mark, star + 1)
      } else {
        return false
      }
    }
    return wanted[next...].allSatisfy { $0 == "*" }
  }
}
