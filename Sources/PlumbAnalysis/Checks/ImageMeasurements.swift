/// What one image is like.
public struct ImageMeasure: Sendable, Hashable {
  /// The width as shown, in pixels; at least 1.
  public var width: Int
  /// The height as shown, in pixels; at least 1.
  public var height: Int
  /// The size of the file in bytes.
  public var byteCount: Int
  /// The SHA-256 of the file, as four words.
  public var contentHash: SIMD4<UInt64>
  /// The brightness below which 5 % of the picture lies, from 0 to 1.
  public var lowBrightness: Double
  /// The brightness below which 99 % of the picture lies, from 0 to 1.
  public var highBrightness: Double
  /// The mean brightness, from 0 to 1.
  public var meanBrightness: Double
  /// The mean entropy of the channels, in bits, from 0 to 8.
  public var entropy: Double
  /// How sharp the sharpest edges are; the larger, the sharper.
  public var sharpness: Double
  /// The share of the picture that has a colour, from 0 to 1.
  public var colourShare: Double
  /// Similar pictures have hashes that differ in few bits.
  public var perceptualHash: UInt64
  /// A second such hash, made in another way.
  public var differenceHash: UInt64

  /// Puts the values together.
  public init(
    width: Int, height: Int, byteCount: Int, contentHash: SIMD4<UInt64>, lowBrightness: Double,
    highBrightness: Double, meanBrightness: Double, entropy: Double, sharpness: Double,
    colourShare: Double, perceptualHash: UInt64, differenceHash: UInt64
  ) {
    self.width = width
    self.height = height
    self.byteCount = byteCount
    self.contentHash = contentHash
    self.lowBrightness = lowBrightness
    self.highBrightness = highBrightness
    self.meanBrightness = meanBrightness
    self.entropy = entropy
    self.sharpness = sharpness
    self.colourShare = colourShare
    self.perceptualHash = perceptualHash
    self.differenceHash = differenceHash
  }
}

/// What is wrong with one image's file.
public struct ImageTrouble: Sendable, Hashable {
  /// The stable code of the reason.
  public var code: String
  /// The reason in two or three words.
  public var words: String
  /// What was seen or tried, as a sentence.
  public var message: String

  /// Puts the reason together.
  public init(code: String, words: String, message: String) {
    self.code = code
    self.words = words
    self.message = message
  }
}

/// What the images of a dataset are like, as columns by row.
///
/// An image that stands on several lines is measured at the first of them.
public struct ImageMeasurements: Sendable {
  /// Rows with a measured image, ascending.
  public private(set) var rows: [Int] = []
  /// What the image of each of ``rows`` is like.
  public private(set) var measures: [ImageMeasure] = []
  /// Rows whose image could not be looked at, ascending, with the reason.
  public private(set) var unreadable: [(row: Int, reason: ImageTrouble)] = []
  /// Rows whose image was measured and may not be the picture that was meant, ascending.
  public private(set) var damaged: [(row: Int, reason: ImageTrouble)] = []

  /// Nothing was looked at yet.
  public init() {}

  /// How many images were looked for.
  public var count: Int { rows.count + unreadable.count }

  /// Adds an image; rows come in ascending order.
  ///
  /// - Parameter damage: What is wrong with its file, where the picture may not be the one that was
  ///   meant.
  public mutating func append(_ measure: ImageMeasure, row: Int, damage: ImageTrouble? = nil) {
    rows.append(row)
    measures.append(measure)
    if let damage { damaged.append((row, damage)) }
  }

  /// Adds an image that could not be looked at; rows come in ascending order.
  public mutating func append(_ reason: ImageTrouble, row: Int) {
    unreadable.append((row, reason))
  }
}
