import PlumbText

/// Predictions as a NumPy array: images × classes, `float16`, `float32` or `float64`, little-endian.
///
/// The array does not name its classes, so these must be given. Source of the format: NumPy's
/// `numpy.lib.format`, versions 1 to 3.
package struct NumPyPredictions: PredictionFormat {
  /// Makes the format.
  package init() {}

  /// How the names of such files end.
  package var name: String { "npy" }

  /// Reads a file.
  package func read(
    _ bytes: [UInt8], classNames: [String]?, kind: PredictionKind
  ) throws(FormatError) -> Predictions {
    let array = try NumPyArray(bytes)
    guard let classNames else {
      throw FormatError("a NumPy array has no class names; specify the class of each column")
    }
    guard array.columns == classNames.count else {
      throw FormatError(
        "the array has \(array.columns) columns; classes given: \(classNames.count)")
    }
    var builder = try PredictionsBuilder(classNames: classNames, kind: kind)
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
  private let width: Int
  private let isFortran: Bool

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
    width = try Self.width(header)
    isFortran = Self.value("fortran_order", header).hasPrefix("True")
    let (cells, overflows) = rows.multipliedReportingOverflow(by: columns)
    let (size, sizeOverflows) = cells.multipliedReportingOverflow(by: width)
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
        let place = isFortran ? column * rows + row : row * columns + column
        return Self.number(bytes, at: start + place * width, width: width)
      }
    }
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, at place: Int, width: Int) -> Double {
    func pattern<Bits: FixedWidthInteger & BitwiseCopyable>(_: Bits.Type) -> Bits {
      Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Bits.self))
    }
    switch width {
    case 8: return Double(bitPattern: pattern(UInt64.self))
    case 4: return Double(Float(bitPattern: pattern(UInt32.self)))
    default: return half(pattern(UInt16.self))
    }
  }

  /// The value of a 16-bit number (IEEE 754 binary16).
  private static func half(_ bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1_023))
    let size: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: (1_024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
      }
    return bits >> 15 == 1 ? -size : size
  }

  /// How many bytes a number has.
  private static func width(_ header: String) throws(FormatError) -> Int {
    let type = value("descr", header)
    if let width = [2, 4, 8].first(where: { type.hasPrefix("'<f\($0)'") }) { return width }
    throw FormatError(
      "the array's type is \(type.prefix { $0 != "," }); save it as float16, float32 or float64")
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
