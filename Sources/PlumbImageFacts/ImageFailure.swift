/// What kind of trouble keeps an image from being shown.
///
/// Use it to group failures in a summary; the precise reason is ``ImageFailureCode``.
public enum ImageFailureKind: String, Sendable, Hashable, CaseIterable {
  /// The bytes say that they are a JPEG, PNG or WebP, but hold no picture.
  case broken
  /// The file was not given to a decoder at all, because of its first bytes, its header or its place.
  case refused
  /// There is no such file, or it could not be read.
  case missing
}

/// Every reason for which an image is not shown, with its stable code and its words.
public enum ImageFailureCode: String, Sendable, Hashable, CaseIterable {
  // The order is the number in cache entries: add at the end only.
  case missing
  case emptyFile = "empty-file"
  case notAnImage = "not-an-image"
  case unsupportedFormat = "unsupported-format"
  case truncated
  case tooLarge = "too-large"
  case badDimensions = "bad-dimensions"
  case unsupportedCoding = "unsupported-coding"
  case corrupt
  case tooSlow = "too-slow"
  case unreadable
  case notAFile = "not-a-file"
  case outsideFolder = "outside-folder"
  case accessDenied = "access-denied"
  case notFetched = "not-fetched"

  /// The kind that every failure of this code belongs to.
  public var kind: ImageFailureKind {
    switch self {
    case .missing, .accessDenied, .notFetched: .missing
    case .notAnImage, .unsupportedFormat, .tooLarge, .notAFile, .outsideFolder: .refused
    case .emptyFile, .truncated, .badDimensions, .unsupportedCoding, .corrupt, .tooSlow,
      .unreadable:
      .broken
    }
  }

  /// Two or three words for a placeholder tile.
  public var words: String {
    switch self {
    case .missing: "not found"
    case .emptyFile: "empty file"
    case .notAnImage: "not an image"
    case .unsupportedFormat: "unsupported format"
    case .truncated: "cut off"
    case .tooLarge: "too large"
    case .badDimensions: "no size"
    case .unsupportedCoding: "unsupported coding"
    case .corrupt: "damaged"
    case .tooSlow: "too slow to decode"
    case .unreadable: "cannot be read"
    case .notAFile: "not a file"
    case .outsideFolder: "outside the folder"
    case .accessDenied: "access denied"
    case .notFetched: "not downloaded"
    }
  }
}

/// Why one image is not shown: a code for programs and a sentence for people.
public struct ImageFailure: Error, Sendable, Hashable {
  /// The stable reason.
  public let code: ImageFailureCode
  /// One sentence without a final full stop: what was seen or tried.
  ///
  /// May quote names of files.
  public let message: String

  /// Makes a failure from its reason and its sentence.
  public init(_ code: ImageFailureCode, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The kind of ``code``.
  public var kind: ImageFailureKind { code.kind }
}
