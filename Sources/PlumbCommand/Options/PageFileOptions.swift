import ArgumentParser
import Plumb
import PlumbPages
import PlumbReports
import PlumbSystem
import PlumbText

/// How the page of a report is written.
struct PageFileOptions: ParsableArguments {
  @Flag(
    help: "Write the page with its thumbnails as a single file, index.html, that you can share.")
  var singleFile = false

  @Option(
    help: ArgumentHelp(
      "The maximum size of the --single-file page, such as 10MB. Thumbnails beyond it are left out.",
      valueName: "size"))
  var maxSize = ByteSize(bytes: PageOptions.defaultMaximumBytes)

  /// The options for a job that has been read.
  func options(_ loaded: Job) -> PageOptions {
    PageOptions(
      isSingleFile: singleFile, maximumBytes: maxSize.bytes, version: PlumbProgram.version,
      contentHash: loaded.contentHash?.hexadecimal)
  }
}

/// A number of bytes, such as `25MB`, `512 KiB` or `1000000`.
struct ByteSize: ExpressibleByArgument {
  let bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  private static let units = [
    "": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000, "kib": 1 << 10,
    "mib": 1 << 20, "gib": 1 << 30,
  ]

  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = argument.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let number = Double(digits), let factor = Self.units[unit], number > 0,
      number * Double(factor) <= 1e15
    else { return nil }
    bytes = Int(number * Double(factor))
  }

  var defaultValueDescription: String { "\(NumberText.whole(bytes / 1_000_000))MB" }
}
