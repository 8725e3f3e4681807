/// The kinds of problems with workers' answers: stable names shared by messages, JSON and tests.
///
/// Codes are only ever added. ``effect`` says what each of them costs.
public enum VoteProblemCode: String, Sendable, Hashable, CaseIterable {
  // A file, or a folder of files, that is left out.
  case unknownName = "unknown-name"
  case outsideFolder = "outside-folder"
  case unreadable
  case fileTooLarge = "file-too-large"
  case emptyFile = "empty-file"
  case invalidUTF8 = "invalid-utf8"
  case invalidJSON = "invalid-json"
  case tooDeep = "too-deep"
  case notAnswers = "not-answers"
  // Answers that are left out.
  case answersDoNotFit = "answers-do-not-fit"
  case noObjectID = "no-object-id"
  case noSuchObject = "no-such-object"
  case otherImage = "other-image"
  case noWorker = "no-worker"
  case noLabel = "no-label"
  case severalLabels = "several-labels"
  case repeatedAnswer = "repeated-answer"
  // Warnings: the answers are used.
  case badTime = "bad-time"
  case duplicateKey = "duplicate-key"
  case loneSurrogate = "lone-surrogate"
  case matchedByImage = "matched-by-image"
  case numberedByLine = "numbered-by-line"
  case severalIterations = "several-iterations"
  case classOnlyInAnswers = "class-only-in-answers"
  case labelNotChosen = "label-not-chosen"
  case machineLabel = "machine-label"
  case noAnswers = "no-answers"

  /// What a problem costs.
  public enum Effect: Sendable, Hashable {
    /// A file, or a whole folder, is not used.
    case fileLeftOut
    /// Answers are not used.
    case answersLeftOut
    /// Everything is used.
    case warning
  }

  /// What this problem costs.
  public var effect: Effect {
    switch self {
    case .unknownName, .outsideFolder, .unreadable, .fileTooLarge, .emptyFile, .invalidUTF8,
      .invalidJSON, .tooDeep, .notAnswers:
      .fileLeftOut
    case .answersDoNotFit, .noObjectID, .noSuchObject, .otherImage, .noWorker, .noLabel,
      .severalLabels, .repeatedAnswer:
      .answersLeftOut
    default: .warning
    }
  }
}
