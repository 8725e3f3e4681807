/// Joins the chunks of a manifest, in order.
struct ManifestBuilder {
  private var manifest = Manifest()
  private var duplicates = DuplicateFinder()
  private var rowsElsewhere: [UInt32] = []
  private var hasObjects = false
  private var firstCRLF: Int?
  private var isCutOff = false

  /// Reserves capacity for the whole manifest from its first chunk: columns that grow by copying
  /// would need twice the memory.
  ///
  /// - Parameter factor: The size of the manifest divided by that of the first chunk.
  private mutating func reserve(factor: Double) {
    func expected(_ count: Int) -> Int { Int(Double(count) * min(factor, 10_000) * 1.02) }
    manifest.rowLines.reserveCapacity(expected(manifest.rowLines.count))
    for index in manifest.attributes.indices.prefix(4) {
      let count = manifest.attributes[index].entries.count
      manifest.attributes[index].entries.reserve(expected(count))
    }
    duplicates.reserve(expected(manifest.rowLines.count))
  }

  /// Adds the next chunk.
  ///
  /// - Parameters:
  ///   - chunk: What it holds.
  ///   - byteCount: Its size.
  ///   - expectedBytes: The size of the whole manifest, where it is known.
  /// - Throws: ``ManifestError`` if there are too many lines to count.
  mutating func add(
    _ chunk: ChunkRecords, lacksFinalNewline: Bool, byteCount: Int, expectedBytes: Int?
  ) throws(ManifestError) {
    guard manifest.lineCount + chunk.lineCount <= Self.maximumLines else {
      throw ManifestError(
        code: .tooManyLines, message: "the manifest has more than 2,000,000,000 lines.",
        nextStep: "Split it with: split -l 1000000000")
    }
    let isFirst = manifest.lineCount == 0
    add(chunk, lacksFinalNewline: lacksFinalNewline)
    if isFirst, let expectedBytes, byteCount > 0, expectedBytes > byteCount {
      reserve(factor: Double(expectedBytes) / Double(byteCount))
    }
  }

  /// Line and row numbers have 32 bits.
  private static let maximumLines = 2_000_000_000

  private mutating func add(_ chunk: ChunkRecords, lacksFinalNewline: Bool) {
    let lineOffset = manifest.lineCount
    let rowOffset = manifest.rowCount
    manifest.problems.append(chunk.problems, lineOffset: lineOffset)
    manifest.rowLines.append(contentsOf: chunk.rowLines.lazy.map { $0 + UInt32(lineOffset) })
    var references = chunk.references
    references.finish()
    manifest.references.append(references)
    duplicates.add(chunk.referenceHashes, references: manifest.references)
    rowsElsewhere.append(contentsOf: chunk.rowsElsewhere.lazy.map { $0 + UInt32(rowOffset) })
    hasObjects = hasObjects || chunk.hasObjects
    manifest.rewrittenReferences += chunk.rewrittenReferences
    addLabels(chunk, rowOffset: rowOffset, lineOffset: lineOffset)
    manifest.unreadKeys.append(chunk.unreadKeys, lineOffset: lineOffset)
    if firstCRLF == nil { firstCRLF = chunk.firstCRLF.map { $0 + lineOffset } }
    if manifest.nextStep == nil, let next = chunk.nextStep {
      manifest.nextStep = .init(line: next.line + lineOffset, words: next.words)
    }
    isCutOff = lacksFinalNewline && chunk.lastRecordIsInvalidJSON
    manifest.lineCount += chunk.lineCount
    manifest.recordCount += chunk.recordCount
  }

  private mutating func addLabels(_ chunk: ChunkRecords, rowOffset: Int, lineOffset: Int) {
    let mapping = manifest.tables.merge(chunk.tables)
    for (index, attribute) in chunk.attributes.enumerated() {
      let number = manifest.names.intern(chunk.names[index])
      if number == manifest.attributes.count { manifest.attributes.append(.init()) }
      manifest.attributes[number].entries
        .append(attribute.entries, rowOffset: rowOffset, tables: mapping)
      manifest.attributes[number].problems.append(attribute.problems, lineOffset: lineOffset)
      manifest.attributes[number].forms.formUnion(attribute.forms)
      manifest.attributes[number].comments += attribute.comments.map {
        ($0.row + UInt32(rowOffset), $0.text)
      }
      manifest.attributes[number].notations += attribute.notations.map {
        ($0.row + UInt32(rowOffset), $0.notation)
      }
    }
  }

  /// Completes the manifest.
  ///
  /// - Throws: ``ManifestError`` if no line is usable and the kind of file can be identified.
  consuming func finish(_ chunker: LineChunker) throws(ManifestError) -> Manifest {
    noteFileWarnings(chunker)
    if hasObjects { refuseRowsElsewhere() } else { noteRowsElsewhere() }
    manifest.duplicates = duplicates.duplicates
    let usable = manifest.rowCount - manifest.refusedRows.count
    let isArray = usable == 1 && manifest.recordCount > 1 && isArrayOfLines(chunker.prefix)
    if usable == 0 || isArray {
      throw manifest.unusable(
        unusableFile(chunker.prefix, recordCount: manifest.recordCount))
    }
    return manifest
  }

  private mutating func noteFileWarnings(_ chunker: LineChunker) {
    if chunker.hadByteOrderMark {
      manifest.problems.append(line: 1, .byteOrderMark, "the file starts with a byte order mark")
    }
    if let firstCRLF {
      manifest.problems.append(line: firstCRLF, .crlf, "lines end with CR LF")
    }
    if let message = chunker.cutOff {
      manifest.problems.append(line: max(1, manifest.lineCount), .truncatedFile, message)
    } else if isCutOff {
      manifest.problems.append(
        line: manifest.lineCount, .truncatedFile,
        "the file ends in the middle of this line and looks truncated; download it again")
    }
  }

  private mutating func refuseRowsElsewhere() {
    for row in rowsElsewhere {
      let (code, message) = refusalAmongObjects(manifest.references[Int(row)])
      manifest.problems.append(line: Int(manifest.rowLines[Int(row)]), code, message)
    }
    manifest.refusedRows = rowsElsewhere
  }

  private mutating func noteRowsElsewhere() {
    for row in rowsElsewhere {
      guard let reason = unreachableReason(manifest.references[Int(row)]) else { continue }
      let line = Int(manifest.rowLines[Int(row)])
      manifest.problems.append(line: line, .unreachableImage, reason)
    }
  }
}
