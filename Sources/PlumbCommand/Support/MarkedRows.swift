import Plumb
import PlumbLabels
import PlumbReports
import PlumbText

/// A file of marked lines: what the gallery of a report exports, or a list of line numbers.
struct MarkedRows {
  let marks: RowMarks
  private let path: String

  /// Reads the file.
  ///
  /// - Throws: `InputError` if it cannot be read, `ReportError` if it is no such file.
  init(path: String) throws {
    self.path = path
    let bytes = try WholeFile.bytes(path)
    do throws(FormatError) { marks = try RowMarks(bytes) } catch {
      throw ReportError("\(path): \(error)")
    }
  }

  /// The requested attribute, or else the one that was marked.
  ///
  /// - Throws: `ReportError` if the two differ.
  func attributes(orAsked all: [String]) throws -> [String] {
    guard let marked = marks.attribute else { return all }
    if all.isEmpty { return [marked] }
    let asked = all.joined(separator: ", ")
    guard ByteString(asked) == ByteString(marked) else {
      throw ReportError(
        "\(path) has marks for the label attribute '\(marked)', not '\(asked)'; leave out "
          + "--attribute, or export the marks from a report on '\(asked)'.")
    }
    return all
  }

  /// The marked lines.
  ///
  /// - Throws: `ReportError` if they are those of another manifest.
  func lines(in job: Job) throws -> Set<Int> {
    do throws(ManifestEditError) { return Set(try marks.lines(in: job.labels)) } catch {
      throw ReportError("\(job.name): \(error)")
    }
  }
}
