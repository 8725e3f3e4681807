extension FormatError {
  /// What a file is that is neither text in UTF-8 nor a NumPy array, and what to do; nil if it may be
  /// text.
  package init?(foreignFile bytes: [UInt8]) {
    let table = "save the table as \"CSV UTF-8\""
    let known: [(start: [UInt8], words: String)] = [
      ([0xFF, 0xFE], "UTF-16 text, as Excel saves \"Unicode Text\"; \(table)"),
      ([0xFE, 0xFF], "UTF-16 text; \(table)"),
      (
        Array("PK\u{3}\u{4}".utf8),
        "a ZIP archive, such as an Excel workbook or a NumPy .npz file; \(table), or the array as .npy"
      ),
      ([0xD0, 0xCF, 0x11, 0xE0], "an Excel workbook; \(table)"),
      (Array("PAR1".utf8), "a Parquet file; \(table)"),
      ([0x89] + Array("HDF".utf8), "an HDF5 file; \(table)"),
      ([0x80, 0x02], "a Python pickle; \(table)"), ([0x80, 0x03], "a Python pickle; \(table)"),
      ([0x80, 0x04], "a Python pickle; \(table)"), ([0x80, 0x05], "a Python pickle; \(table)"),
    ]
    if let found = known.first(where: { bytes.starts(with: $0.start) }) {
      self.init("the file is \(found.words)")
    } else if bytes.prefix(1_000).contains(0) {
      self.init("the file is binary or UTF-16; \(table)")
    } else {
      return nil
    }
  }
}
