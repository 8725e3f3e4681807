import PlumbLabels

/// The words in the paths of images, as numbers, row by row.
///
/// A word is a run of letters, in small letters; digits and punctuation only divide. The text
/// between two slashes also counts as a whole if it has several words, so that `blood_cells` names
/// the class "blood cells". Buckets and extensions are left out.
struct PathWords {
  /// The words of each row, each once.
  private(set) var byRow: [[Int32]] = []
  /// Every word, by its number.
  private(set) var words: [[UInt8]] = []
  private var numbers: [[UInt8]: Int32] = [:]

  /// Lists the words of all rows.
  init(_ dataset: Dataset) {
    byRow.reserveCapacity(dataset.count)
    var folder: [UInt8] = []
    var folderWords: [Int32] = []
    for row in 0..<dataset.count {
      let path = Self.path(dataset.references[row])
      let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
      // Neighbours mostly lie in one folder.
      if !path[..<slash].elementsEqual(folder) {
        folder = Array(path[..<slash])
        folderWords = numbers(of: folder[...])
      }
      let name = path[slash...]
      let end = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
      var all = folderWords
      for word in numbers(of: name[..<end]) where !all.contains(word) { all.append(word) }
      byRow.append(all)
    }
  }

  /// What follows the bucket, or the whole of a local path.
  private static func path(_ reference: [UInt8]) -> ArraySlice<UInt8> {
    guard ReferenceForm.isObject(reference) else { return reference[...] }
    let rest = reference.dropFirst("s3://".utf8.count)
    return rest.firstIndex(of: UInt8(ascii: "/")).map { rest[$0...] } ?? []
  }

  private mutating func numbers(of path: ArraySlice<UInt8>) -> [Int32] {
    var result: [Int32] = []
    for part in path.split(separator: UInt8(ascii: "/")) {
      let words = Self.words(part)
      var names = words
      if words.count > 1 { names.append(Array(words.joined(separator: [0x20]))) }
      for name in names where name.count > 1 {
        let number = number(name)
        if !result.contains(number) { result.append(number) }
      }
    }
    return result
  }

  private mutating func number(_ word: [UInt8]) -> Int32 {
    if let known = numbers[word] { return known }
    numbers[word] = Int32(words.count)
    words.append(word)
    return Int32(words.count - 1)
  }

  /// The number of a word; nil if no path has it.
  func find(_ word: [UInt8]) -> Int32? { numbers[word] }

  /// The runs of letters, in small letters; bytes beyond ASCII belong to letters.
  static func words(_ text: some Collection<UInt8>) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    for byte in text {
      let small = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
      if (0x61...0x7A).contains(small) || small >= 0x80 {
        word.append(small)
      } else if !word.isEmpty {
        words.append(word)
        word = []
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
