import PlumbLabels

/// What words in paths say about classes.
///
/// A word may name a class ("…/cat/…"), or point at one because nearly all images that have it are of
/// this class ("…/batch7/…").
struct PathHints {
  /// What one word says.
  struct Hint {
    var classID: Int
    /// The share of the word's images that have this class.
    var purity: Double
    var isName: Bool
  }

  /// How sure a word must be.
  struct Limits {
    /// The least share of images whose path names classes that must have one of these.
    var agreement: Double
    /// The least purity of a word that names no class.
    var purity: Double
  }

  /// Names occur seldom by chance; below this a word is taken at its word.
  private static let fewRows = 20
  private static let leastRows = 10
  /// In standard deviations above what the class's share of all labels explains.
  private static let namedLift = 3.0
  private static let otherLift = 5.0

  let words: PathWords
  private(set) var hints: [Int32: Hint] = [:]

  init(_ evidence: CheckEvidence, _ limits: Limits) {
    words = PathWords(evidence.dataset)
    let counts = WordCounts(words, evidence)
    addNames(evidence, counts)
    if agreement(evidence) < limits.agreement { hints = [:] }
    addOthers(counts, limits.purity)
  }

  /// Words that are a class's name, or a part of one class's name only.
  private mutating func addNames(_ evidence: CheckEvidence, _ counts: WordCounts) {
    for (word, id) in Self.names(evidence.dataset.classNames) {
      guard let number = words.find(word), let id else { continue }
      let rows = counts.total(number)
      guard rows < Self.fewRows || counts.lift(number, of: id) >= Self.namedLift else { continue }
      hints[number] = Hint(classID: id, purity: counts.purity(number, of: id), isName: true)
    }
  }

  /// Words with the class that they name; nil for words that several classes have.
  private static func names(_ classNames: [String]) -> [[UInt8]: Int?] {
    var owners: [[UInt8]: Int?] = [:]
    for (id, name) in classNames.enumerated() {
      let parts = PathWords.words(name.utf8)
      for word in Set(parts + [Array(parts.joined(separator: [0x20]))]) {
        owners[word] = owners[word] == nil ? .some(id) : .some(nil)
      }
    }
    // A whole name counts before parts of other names: "cat" beside "wild cat".
    for (id, name) in classNames.enumerated() {
      owners[Array(PathWords.words(name.utf8).joined(separator: [0x20]))] = .some(id)
    }
    return owners
  }

  /// Of the images whose path names a class, the share that have a class that it names.
  private func agreement(_ evidence: CheckEvidence) -> Double {
    var (named, agreeing) = (0, 0)
    for row in evidence.answers.indices where evidence.isLabelled(row) {
      let classes = words.byRow[row].compactMap { hints[$0]?.classID }
      if classes.isEmpty { continue }
      named += 1
      if classes.contains(where: { evidence.has($0, row: row) }) { agreeing += 1 }
    }
    return named > 0 ? Double(agreeing) / Double(named) : 0
  }

  private mutating func addOthers(_ counts: WordCounts, _ purity: Double) {
    for word in counts.words where hints[word] == nil && counts.total(word) >= Self.leastRows {
      let id = counts.commonest(word)
      guard counts.purity(word, of: id) >= purity, counts.lift(word, of: id) >= Self.otherLift
      else { continue }
      hints[word] = Hint(classID: id, purity: counts.purity(word, of: id), isName: false)
    }
  }

  /// The hints of a row's path.
  func hints(_ row: Int) -> [(word: Int32, hint: Hint)] {
    words.byRow[row].compactMap { word in hints[word].map { (word, $0) } }
  }
}

/// How often each word occurs with each class.
private struct WordCounts {
  private var counts: [Int32: [Int32: Int]] = [:]
  private var totals: [Int]
  private let shares: [Double]

  init(_ words: PathWords, _ evidence: CheckEvidence) {
    totals = Array(repeating: 0, count: words.words.count)
    var classes = [Int](repeating: 0, count: evidence.dataset.classNames.count)
    var images = 0
    for row in evidence.answers.indices where evidence.isLabelled(row) {
      images += 1
      for word in words.byRow[row] { totals[Int(word)] += 1 }
    }
    for row in evidence.labelledRows { classes[Int(evidence.labels[row])] += 1 }
    shares = classes.map { Double($0) / Double(max(1, images)) }
    // Most words of file names occur once and tell nothing.
    for row in evidence.labelledRows {
      for word in words.byRow[evidence.byClass.imageRow(row)] where totals[Int(word)] > 1 {
        counts[word, default: [:]][evidence.labels[row], default: 0] += 1
      }
    }
  }

  /// Words that occur more than once, in the order of their numbers.
  var words: [Int32] { counts.keys.sorted() }

  func total(_ word: Int32) -> Int { totals[Int(word)] }

  /// The class that most of the word's images have; of equal ones the first.
  func commonest(_ word: Int32) -> Int {
    Int(counts[word]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0)
  }

  func purity(_ word: Int32, of id: Int) -> Double {
    Double(counts[word]?[Int32(id)] ?? 0) / Double(max(1, total(word)))
  }

  /// How far the class is more frequent among the word's images than among all, in standard
  /// deviations of the binomial distribution.
  func lift(_ word: Int32, of id: Int) -> Double {
    let (n, share) = (Double(total(word)), shares[id])
    let deviation = (n * share * (1 - share)).squareRoot()
    return deviation > 0 ? (purity(word, of: id) - share) * n / deviation : 0
  }
}
