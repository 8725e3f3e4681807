import PlumbText

/// Predictions as a NumPy array: images × classes, `float32` or `float64`, little-endian, C order.
///
/// The array does not name its classes, so these must be given. Source of the format: NumPy's
/// `numpy.lib.format`, versions 1 to 3.
public struct NumPyPredictions: PredictionFormat {
  /// Makes the format.
  public init() {}

  /// How the names of such files end.
  public var name: String { "npy" }

  /// Reads a file.
  public func read(
    _ bytes: [UInt8], classNames: [String]?
  ) throws(FormatError) -> Predictions {
    let array = try NumPyArray(bytes)
    guard let classNames else {
      throw FormatError("a NumPy array has no class names; specify the class of each column")
    }
    guard array.columns == classNames.count else {
      throw FormatError(
        "the array has \(array.columns) columns; classes given: \(classNames.count)")
    }
    var builder = try PredictionsBuilder(classNames: classNames)
    for row in 0..<array.rows {
      do throws(FormatError) {
        try builder.add(array.row(row), line: nil)
      } catch {
        throw FormatError("row \(row) of the array: \(error.message)")
      }
    }
    return try builder.predictions()
  }
}

/// A table of numbers in NumPy's file format.
struct NumPyArray {
  let rows: Int
  let columns: Int
  private let bytes: [UInt8]
  private let start: Int
  private let isDouble: Bool

  init(_ bytes: [UInt8]) throws(FormatError) {
    guard bytes.count >= 10, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw FormatError("this is not a NumPy array (.npy)")
    }
    let lengthSize = bytes[6] == 1 ? 2 : 4
    guard (1...3).contains(bytes[6]), bytes.count >= 8 + lengthSize else {
      throw FormatError("NumPy format version \(bytes[6]) is not supported")
    }
    let length = bytes[8..<8 + lengthSize].reversed().reduce(0) { $0 << 8 | Int($1) }
    let start = 8 + lengthSize + length
    guard start <= bytes.count else { throw FormatError("the NumPy array is truncated") }
    let header = String(decoding: bytes[(8 + lengthSize)..<start], as: UTF8.self)
    (rows, columns) = try Self.shape(header)
    isDouble = try Self.isDouble(header)
    let (cells, overflows) = rows.multipliedReportingOverflow(by: columns)
    let (size, sizeOverflows) = cells.multipliedReportingOverflow(by: isDouble ? 8 : 4)
    guard !overflows, !sizeOverflows, bytes.count - start == size else {
      throw FormatError(
        "the array has \(rows) × \(columns) numbers, but the file has \(bytes.count - start) bytes of "
          + "data; write it again")
    }
    (self.bytes, self.start) = (bytes, start)
  }

  /// The numbers of one row.
  func row(_ row: Int) -> [Double] {
    bytes.withUnsafeBytes { bytes in
      (0..<columns).map { column in
        let place = row * columns + column
        if isDouble {
          let pattern = bytes.loadUnaligned(fromByteOffset: start + place * 8, as: UInt64.self)
          return Double(bitPattern: UInt64(littleEndian: pattern))
        }
        let pattern = bytes.loadUnaligned(fromByteOffset: start + place * 4, as: UInt32.self)
        return Double(Float(bitPattern: UInt32(littleEndian: pattern)))
      }
    }
  }

  private static func isDouble(_ header: String) throws(FormatError) -> Bool {
    guard value("fortran_order", header).hasPrefix("False") else {
      throw FormatError("the array is in Fortran order; save numpy.ascontiguousarray(a)")
    }
    let type = value("descr", header)
    if type.hasPrefix("'<f8'") { return true }
    if type.hasPrefix("'<f4'") { return false }
    throw FormatError(
      "the array's type is \(type.prefix { $0 != "," }); save it as float32 or float64")
  }

  private static func shape(_ header: String) throws(FormatError) -> (Int, Int) {
    let inside = value("shape", header).dropFirst().prefix { $0 != ")" }
    let sides = inside.split(separator: ",").map { $0.drop { $0 == " " } }.map { Int($0) }
    guard sides.count == 2, let rows = sides[0], let columns = sides[1], rows >= 0, columns > 0
    else {
      throw FormatError("the array must have two dimensions: images and classes")
    }
    return (rows, columns)
  }

  /// The value of a key in the header, which is a Python dictionary.
  private static func value(_ key: String, _ header: String) -> Substring {
    let parts = header.split(separator: "'\(key)':", maxSplits: 1)
    return parts.count == 2 ? parts[1].drop { $0 == " " } : ""
  }
}
