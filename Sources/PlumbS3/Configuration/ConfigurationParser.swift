import PlumbText

/// Reads the text of `~/.aws/config` or `~/.aws/credentials`.
///
/// The format is that of Python's `configparser`, which the AWS CLI uses: `#` and `;` begin
/// comments at the start of a line only; `=` and `:` divide; names are lower case; indented lines
/// continue a value; repetitions are errors.
struct ConfigurationParser {
  /// A value while its lines come in.
  private struct Option {
    var name: String
    var lines: [String]
    var number: Int
  }

  private struct Section {
    var name: String
    var options: [Option] = []
  }

  private let path: String
  private var sections: [Section] = []
  /// The index of the section that lines belong to.
  private var current: Int?
  /// Whether a value is there that further lines can continue.
  private var isValueOpen = false
  private var indentation = 0

  /// The section whose values hold in all others.
  private static let defaults = "DEFAULT"

  private init(path: String) { self.path = path }

  /// The sections in their order.
  static func sections(
    _ text: String, path: String
  ) throws(ConfigurationError) -> [ConfigurationSection] {
    var parser = ConfigurationParser(path: path)
    for (index, line) in lines(of: text).enumerated() {
      try parser.take(line, number: index + 1)
    }
    return try parser.finish()
  }

  private mutating func take(
    _ line: Substring.UnicodeScalarView, number: Int
  ) throws(ConfigurationError) {
    let content = stripped(line)
    if content.unicodeScalars.first == "#" || content.unicodeScalars.first == ";" { return }
    if content.isEmpty {
      if isValueOpen { continueValue("") }
      return
    }
    let depth = line.prefix(while: isConfigurationSpace).count
    if isValueOpen, depth > indentation { return continueValue(content) }
    indentation = depth
    if let name = Self.header(content) {
      try beginSection(name, number: number)
    } else {
      try addOption(content, number: number)
    }
  }

  private mutating func continueValue(_ content: String) {
    guard let current, let last = sections[current].options.indices.last else { return }
    sections[current].options[last].lines.append(content)
  }

  /// The name in brackets; whatever follows the last bracket does not matter.
  private static func header(_ content: String) -> String? {
    let scalars = content.unicodeScalars
    guard scalars.first == "[", let end = scalars.lastIndex(of: "]") else { return nil }
    let name = scalars[scalars.index(after: scalars.startIndex)..<end]
    return name.isEmpty ? nil : String(name)
  }

  private mutating func beginSection(_ name: String, number: Int) throws(ConfigurationError) {
    isValueOpen = false
    let known = sections.firstIndex { ByteString($0.name) == ByteString(name) }
    if known != nil, name != Self.defaults {
      throw error(number, "duplicate section [\(name)]; merge the two")
    }
    if known == nil { sections.append(Section(name: name)) }
    current = known ?? sections.count - 1
  }

  private mutating func addOption(_ content: String, number: Int) throws(ConfigurationError) {
    guard let current else {
      throw error(number, "the file must begin with a section such as [default]")
    }
    let scalars = content.unicodeScalars
    guard let divider = scalars.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
      throw error(number, "missing '='; write 'name = value'")
    }
    let name = stripped(scalars[..<divider]).lowercased()
    if name.isEmpty { throw error(number, "missing name before '='; write 'name = value'") }
    if sections[current].options.contains(where: { ByteString($0.name) == ByteString(name) }) {
      throw error(number, "duplicate setting '\(name)' in [\(sections[current].name)]; remove one")
    }
    let value = stripped(scalars[scalars.index(after: divider)...])
    sections[current].options.append(Option(name: name, lines: [value], number: number))
    isValueOpen = true
  }

  private func finish() throws(ConfigurationError) -> [ConfigurationSection] {
    let defaults = sections.first { $0.name == Self.defaults }?.options ?? []
    var finished: [ConfigurationSection] = []
    for section in sections where section.name != Self.defaults {
      var result = ConfigurationSection(name: section.name)
      let inherited = defaults.filter { option in
        !section.options.contains { ByteString($0.name) == ByteString(option.name) }
      }
      for option in inherited + section.options { result.set(option.name, try value(option)) }
      finished.append(result)
    }
    return finished
  }

  /// A value that begins below its name is a group of settings.
  private func value(_ option: Option) throws(ConfigurationError) -> ConfigurationSection.Value {
    let text = strippedAtEnd(option.lines.joined(separator: "\n").unicodeScalars).unicodeScalars
    guard text.first == "\n" else { return .text(String(text)) }
    var settings: [(name: String, value: String)] = []
    for line in text.split(whereSeparator: Self.endsSetting) {
      let content = stripped(line).unicodeScalars
      if content.isEmpty { continue }
      guard let divider = content.firstIndex(of: "=") else {
        throw error(
          option.number, "a line below '\(option.name) =' has no '='; write 'name = value'")
      }
      settings.append(
        (stripped(content[..<divider]), stripped(content[content.index(after: divider)...])))
    }
    return .settings(settings)
  }

  /// The ends of lines inside a group, which are more than those of the file.
  private static func endsSetting(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private func error(_ number: Int, _ trouble: String) -> ConfigurationError {
    ConfigurationError(.file, "\(path), line \(number): \(trouble).")
  }
}
