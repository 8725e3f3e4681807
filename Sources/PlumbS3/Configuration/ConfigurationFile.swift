import PlumbSystem
import PlumbText

/// `~/.aws/config` or `~/.aws/credentials`, or the file that a variable names in its place.
///
/// A file that is not there, or may not be read, has no sections: that is no error, as it is none
/// for the AWS CLI.
package struct ConfigurationFile: Sendable, CustomStringConvertible, CustomReflectable {
  /// The path, with `~` and variables replaced.
  package let path: String
  /// Why there are no sections, such as "No such file or directory"; nil if it was read.
  package let trouble: String?
  let sections: [ConfigurationSection]

  /// Reads the file at a path.
  ///
  /// - Throws: ``ConfigurationError`` if there is a file and it is no configuration file.
  static func read(_ path: String) throws(ConfigurationError) -> ConfigurationFile {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return Self(path, trouble: systemCause(errno)) }
    guard facts.isRegular else { return Self(path, trouble: "not a regular file") }
    let bytes: [UInt8]
    do throws(SmallFileError) {
      bytes = try smallFile(path)
    } catch .system(let cause) {
      return Self(path, trouble: cause)
    } catch {
      throw ConfigurationError(
        .file, "\(path) is larger than 1 MB, so it is not an AWS CLI configuration file.")
    }
    return try Self(path: path, bytes: bytes)
  }

  /// Reads what the file at a path holds.
  init(path: String, bytes: [UInt8]) throws(ConfigurationError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    guard let text = String(validating: text, as: UTF8.self) else {
      throw ConfigurationError(.file, "\(path) is not UTF-8; save it as UTF-8.")
    }
    self.path = path
    trouble = nil
    sections = try ConfigurationParser.sections(text, path: path)
  }

  private init(_ path: String, trouble: String) {
    self.path = path
    self.trouble = trouble
    sections = []
  }

  /// The section of exactly that name.
  func section(_ name: String) -> ConfigurationSection? {
    sections.first { ByteString($0.name) == ByteString(name) }
  }

  /// The path and the names of its sections.
  package var description: String { "\(path): \(sections.map(\.name).joined(separator: ", "))" }

  /// Shows what ``description`` shows.
  package var customMirror: Mirror { Mirror(self, children: ["file": description]) }
}
