import PlumbSystem

/// The file formats that are decoded: those that Ground Truth takes, and WebP.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
  // The order is the number in cache entries: add at the end only.
  case jpeg
  case png
  case webp
}

/// The properties of an image file.
public struct ImageFacts: Sendable, Hashable {
  /// The format, by the content and not by the name.
  public package(set) var format: ImageFormat
  /// The width as shown, after orientation, in pixels; 1 to 65,500.
  public package(set) var width: Int
  /// The height as shown, after orientation, in pixels; 1 to 65,500.
  public package(set) var height: Int
  /// The size of the file in bytes.
  public package(set) var byteCount: Int
  /// The EXIF orientation, 1 to 8; 1 where there is none or it makes no sense.
  public package(set) var orientation: Int
  /// The SHA-256 of the file's bytes: equal for byte-identical files.
  package var contentHash: ContentHash
  /// What else was seen, in the order of `ImageNote.allCases`; empty for most images.
  public package(set) var notes: [ImageNote]
  /// More precise words for some of the notes: which chunk, which range, which name.
  package var remarks: [ImageNote: String] = [:]
  /// What the picture is like; nil if the scan was not asked to measure.
  public package(set) var measures: PictureMeasures?
  /// CleanVision's scores; nil if they were not requested or cannot be computed.
  public package(set) var cleanVision: CleanVisionScores?

  /// Puts the values together.
  package init(
    file: (format: ImageFormat, byteCount: Int, contentHash: ContentHash),
    size: (width: Int, height: Int), orientation: Int, notes: [ImageNote],
    measures: PictureMeasures? = nil, cleanVision: CleanVisionScores? = nil
  ) {
    (format, byteCount, contentHash) = file
    (width, height) = size
    self.orientation = orientation
    self.notes = notes
    self.measures = measures
    self.cleanVision = cleanVision
  }

  /// Whether the picture is shown with a warning, since its file is cut off, damaged or flawed.
  public var hasWarning: Bool { notes.contains { $0.isWarning } }

  /// Whether the picture may not be the one that was meant: only a part of it can be read, or its
  /// data is damaged.
  public var isDamaged: Bool { notes.contains { $0.isDamage } }

  /// A note in words, as precise as possible.
  public func words(_ note: ImageNote) -> String { remarks[note] ?? note.words }
}

/// A small picture of an image, upright and in sRGB.
public struct Thumbnail: Sendable, Hashable {
  /// A baseline or progressive JPEG without metadata, gray or YCbCr.
  public package(set) var jpeg: [UInt8]
  /// The width in pixels.
  public package(set) var width: Int
  /// The height in pixels.
  public package(set) var height: Int

  /// Puts the values together.
  package init(jpeg: [UInt8], width: Int, height: Int) {
    (self.jpeg, self.width, self.height) = (jpeg, width, height)
  }
}

/// The outcome of one image: a thumbnail with facts, or the reason for the failure.
public enum ImageOutcome: Sendable, Hashable {
  /// The image can be shown. Notes may say that it is cut off or damaged.
  case shown(Thumbnail, ImageFacts)
  /// The image cannot be shown: draw a placeholder with the reason.
  case failed(ImageFailure)
}
