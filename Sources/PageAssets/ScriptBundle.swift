/// Puts the modules of the page's script together into one classic script.
///
/// Browsers load no modules from a page that was opened as a file, and the page allows one script by
/// its hash. So the modules are written into one function, each after those that it imports, without
/// their import statements and the word `export`. That is enough because of what
/// `scripts/check-laws.py` holds the modules to: named imports at the beginning of a file, no two
/// top-level names alike, no cycle.
///
/// This runs when the page is first written, and takes a fraction of a millisecond. A plugin of the
/// build could do it before, but needs a program of its own to be compiled first, on every machine
/// that builds Plumb.
struct ScriptBundle {
  /// Why modules cannot be put together.
  enum Failure: Error, Equatable {
    /// A module imports one that does not exist.
    case missingModule(String)
    /// A module imports itself, possibly by way of others.
    case importCycle(String)
    /// An import statement has another form than `import { a } from "./b.js";`.
    case unknownImport(String)
  }

  /// The script.
  private(set) var bytes = Array("(() => {\n\"use strict\";\n".utf8)
  /// The names of the modules in the script, in their order.
  private(set) var names: [String] = []

  private let sources: [String: [UInt8]]
  private var open: Set<String> = []

  /// Puts a module and everything that it imports together.
  ///
  /// - Parameters:
  ///   - sources: The modules by file name.
  ///   - entry: The module that starts the page.
  /// - Throws: ``Failure``
  init(_ sources: [String: [UInt8]], entry: String) throws(Failure) {
    self.sources = sources
    try add(entry)
    bytes += Array("})();\n".utf8)
  }

  /// Adds a module after its imports, unless it was added before.
  private mutating func add(_ name: String) throws(Failure) {
    if names.contains(name) { return }
    guard let source = sources[name] else { throw .missingModule(name) }
    guard open.insert(name).inserted else { throw .importCycle(name) }
    let module = try ScriptModule(source)
    for imported in module.imports { try add(imported) }
    open.remove(name)
    names.append(name)
    bytes += module.body
  }
}

/// A module, taken apart.
private struct ScriptModule {
  /// The file names of the modules that it imports, in their order.
  private(set) var imports: [String] = []
  /// Its lines without the import statements and the word `export`.
  private(set) var body: [UInt8] = []

  private static let importWord = Array("import ".utf8)
  private static let exportWord = Array("export ".utf8)
  private static let newline = UInt8(ascii: "\n")

  init(_ source: [UInt8]) throws(ScriptBundle.Failure) {
    body.reserveCapacity(source.count)
    var rest = source[...]
    while !rest.isEmpty {
      if rest.starts(with: Self.importWord) {
        let statement = Self.cut(&rest, through: UInt8(ascii: ";"))
        imports.append(try Self.importedName(statement))
        _ = Self.cut(&rest, through: Self.newline)
      } else {
        if rest.starts(with: Self.exportWord) { rest.removeFirst(Self.exportWord.count) }
        body += Self.cut(&rest, through: Self.newline)
      }
    }
  }

  /// Removes and returns everything through the next `end`.
  private static func cut(_ rest: inout ArraySlice<UInt8>, through end: UInt8) -> ArraySlice<UInt8>
  {
    let index = rest.firstIndex(of: end).map { $0 + 1 } ?? rest.endIndex
    defer { rest = rest[index...] }
    return rest[..<index]
  }

  /// The file name in `import { a, b } from "./name.js";`.
  private static func importedName(
    _ statement: ArraySlice<UInt8>
  ) throws(ScriptBundle.Failure) -> String {
    let parts = statement.split(separator: UInt8(ascii: "\""))
    guard parts.count == 3, parts[1].starts(with: "./".utf8) else {
      throw .unknownImport(String(decoding: statement, as: UTF8.self))
    }
    return String(decoding: parts[1].dropFirst(2), as: UTF8.self)
  }
}
