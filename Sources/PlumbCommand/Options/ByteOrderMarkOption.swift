import ArgumentParser
import PlumbText

/// Whether CSV is written for Excel.
struct ByteOrderMarkOption: ParsableArguments {
  @Flag(help: "Start the CSV with a byte order mark, so that Excel reads it as UTF-8.")
  var bom = false

  /// Refuses the option for other formats.
  func validate(csv: Bool) throws {
    if bom && !csv { throw ValidationError("--bom needs --csv.") }
  }

  /// CSV as it is written.
  func text(_ csv: String) -> String { (bom ? CSVText.byteOrderMark : "") + csv }
}
