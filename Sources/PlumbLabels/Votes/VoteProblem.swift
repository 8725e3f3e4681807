/// A problem with the workers' answers.
///
/// Equal problems in one file are counted as one, as are those of the whole job: there can be
/// hundreds of thousands of answers.
public struct VoteProblem: Sendable, Hashable {
  /// The kind of problem.
  public var code: VoteProblemCode
  /// The file's path in the job's folder; empty if it concerns the whole job.
  public var file: String
  /// The first line of the manifest that is concerned, from 1; 0 where none is known.
  public var line: Int
  /// How many files, answers, images or classes are concerned; at least 1.
  public var count: Int
  /// What is wrong with the first of them; one sentence for people, without a full stop.
  ///
  /// Holds data from the job: escape it before it is shown.
  public var message: String

  /// Makes a problem.
  public init(
    code: VoteProblemCode, file: String = "", line: Int = 0, count: Int = 1, message: String
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.count = count
    self.message = message
  }
}

/// A compact list of the problems in files: messages are stored once, files are numbers.
struct FileProblemList: Sendable {
  private struct Entry {
    var code: VoteProblemCode
    var file: Int32
    var count: Int32
    var message: Int32
  }

  private var entries: [Entry] = []
  private var messages = ByteStringTable()

  /// Adds a problem; if the last file with problems has one of the same kind, its count is
  /// increased.
  mutating func append(
    file: Int32, _ code: VoteProblemCode, count: Int = 1, _ message: @autoclosure () -> String
  ) {
    var index = entries.count - 1
    while index >= 0, entries[index].file == file {
      if entries[index].code == code {
        entries[index].count += Int32(clamping: count)
        return
      }
      index -= 1
    }
    let id = messages.intern(message())
    entries.append(
      Entry(code: code, file: file, count: Int32(clamping: count), message: Int32(id)))
  }

  /// Adds another list's entries.
  mutating func append(_ other: FileProblemList) {
    guard !other.entries.isEmpty else { return }
    let ids = (0..<other.messages.count).map { Int32(messages.intern(other.messages[$0])) }
    for var entry in other.entries {
      entry.message = ids[Int(entry.message)]
      entries.append(entry)
    }
  }

  /// The problems by file, those of one file in the order of the list of codes.
  func sorted(_ files: [AnswerFile]) -> [VoteProblem] {
    let places = VoteProblemCode.places
    let texts = (0..<messages.count).map { messages.string($0) }
    return entries.sorted {
      ($0.file, places[$0.code] ?? 0) < ($1.file, places[$1.code] ?? 0)
    }.map {
      VoteProblem(
        code: $0.code, file: files[Int($0.file)].path, count: Int($0.count),
        message: texts[Int($0.message)])
    }
  }
}

extension VoteProblemCode {
  /// The position of each code in the list of all.
  static let places = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
