/// Names of files and folders that are safe on every file system and in every tool that reads
/// folders of images.
enum SafeName {
  /// Longer names lose their end: a number, or an extension, has to fit behind it.
  private static let longest = 200

  /// What Windows opens as a device, whatever the extension.
  private static let devices: Set<String> = {
    let ports = ["com", "lpt"].flatMap { name in (0...9).map { "\(name)\($0)" } }
    return Set(["con", "prn", "aux", "nul", "conin$", "conout$"] + ports)
  }()

  /// A name for any text: the text itself where it is safe.
  ///
  /// Other characters become `_`; a name begins with neither a dot nor a hyphen, nor two
  /// underscores (hidden, mistaken for an option, skipped by loaders), and does not end in a dot or
  /// space.
  ///
  /// - Parameters:
  ///   - text: What the name is made of.
  ///   - other: The name if nothing of the text is left.
  static func make(_ text: String, orElse other: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isSafe(scalar) ? scalar : "_") }
    var name = scalars[...]
    while let first = name.first, [".", "-", " "].contains(first) || hasTwoUnderscores(name) {
      name = name.dropFirst()
    }
    name = shortened(name)
    while let last = name.last, [".", " "].contains(last) { name = name.dropLast() }
    let result = String(Substring(name))
    if result.isEmpty || name.allSatisfy({ $0 == "_" }) { return other }
    return isDevice(result) ? "_" + result : result
  }

  private static func hasTwoUnderscores(_ name: Substring.UnicodeScalarView) -> Bool {
    name.first == "_" && name.dropFirst().first.map { ["_", ".", "-", " "].contains($0) } ?? false
  }

  /// Whether a character is visible, and has no meaning in paths of any system.
  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    if "/\\:*?\"<>|".unicodeScalars.contains(scalar) || scalar == "\u{FFFD}" { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      return false
    case .spaceSeparator: return scalar == " "
    default: return true
    }
  }

  private static func isDevice(_ name: String) -> Bool {
    let stem = name.prefix { $0 != "." }.lowercased()
    return devices.contains(stem.split(separator: " ").first.map(String.init) ?? stem)
  }

  private static func shortened(
    _ name: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    var count = 0
    return name.prefix { scalar in
      count += UTF8.width(scalar)
      return count <= longest
    }
  }

  /// What two names share that some file systems take for one: the same letters in another case, or
  /// accents written in another way.
  ///
  /// As a key of a set, canonically equivalent strings are equal in Swift.
  static func folded(_ name: String) -> String { name.uppercased().lowercased() }
}

/// Gives each of many texts its own safe name.
///
/// A text whose name is unique gets it unchanged, wherever it is in the list.
struct UniqueNames {
  /// The name of each text, in the order of the texts.
  let names: [String]

  /// Finds names.
  ///
  /// - Parameters:
  ///   - wanted: The safe name that each would have; several may be the same.
  ///   - insert: Puts a number into a name that others want as well.
  ///   - numbers: The number of each.
  init(_ wanted: [String], numbers: [Int], insert: (String, Int) -> String) {
    let folded = wanted.map(SafeName.folded)
    let counts = folded.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    var taken = Set(counts.filter { $0.value == 1 }.keys)
    names = wanted.indices.map { index in
      if counts[folded[index]] == 1 { return wanted[index] }
      var name = insert(wanted[index], numbers[index])
      while !taken.insert(SafeName.folded(name)).inserted { name = insert(name, numbers[index]) }
      return name
    }
  }
}
