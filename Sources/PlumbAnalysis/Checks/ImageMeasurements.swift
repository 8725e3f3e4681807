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
  /// How fine the finest structure is, from 0 (slow changes only) to about 5 (noise); nil of a picture
  /// without any.
  public var sharpness: Double?
  /// The share of the picture that has a colour, from 0 to 1.
  public var colourShare: Double
  /// The means of red, green and blue, from 0 to 1.
  public var meanColour: SIMD3<Float>
  /// Similar pictures have hashes that differ in few bits.
  public var perceptualHash: UInt64
  /// A second such hash, made in another way.
  public var differenceHash: UInt64

  /// Puts the values together.
  public init(
    width: Int, height: Int, byteCount: Int, contentHash: SIMD4<UInt64>, lowBrightness: Double,
    highBrightness: Double, meanBrightness: Double, entropy: Double, sharpness: Double?,
    colourShare: Double, meanColour: SIMD3<Float>, perceptualHash: UInt64,
    differenceHash: UInt64
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
    self.meanColour = meanColour
    self.perceptualHash = perceptualHash
    self.differenceHash = differenceHash
  }
}

/// What CleanVision says of one image: scores from 0 (bad) to 1, and hashes.
public struct CleanVisionJudgement: Sendable, Hashable {
  /// The score for dark images.
  public var dark: Double
  /// The score for light images.
  public var light: Double
  /// The score for odd aspect ratios.
  public var oddAspectRatio: Double
  /// The score for images with little information.
  public var lowInformation: Double
  /// The score for blurry images.
  public var blurry: Double
  /// 0 for images that are stored as gray, else 1.
  public var grayscale: Double
  /// The square root of the area in pixels, from which the score for odd sizes is made.
  public var side: Double
  /// Equal for exact duplicates.
  public var pixelHash: SIMD4<UInt64>
  /// Equal for near duplicates.
  public var perceptualHash: UInt64

  /// Puts the values together.
  public init(
    dark: Double, light: Double, oddAspectRatio: Double, lowInformation: Double, blurry: Double,
    grayscale: Double, side: Double, pixelHash: SIMD4<UInt64>, perceptualHash: UInt64
  ) {
    self.dark = dark
    self.light = light
    self.oddAspectRatio = oddAspectRatio
    self.lowInformation = lowInformation
    self.blurry = blurry
    self.grayscale = grayscale
    self.side = side
    self.pixelHash = pixelHash
    self.perceptualHash = perceptualHash
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
  /// What CleanVision says of the images that it can judge, by row, ascending; empty where nobody asked.
  public private(set) var cleanVision: [(row: Int, judgement: CleanVisionJudgement)] = []
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
  /// - Parameters:
  ///   - measure: What it is like.
  ///   - row: Its row.
  ///   - damage: What is wrong with its file, where the picture may not be the one that was meant.
  ///   - cleanVision: What CleanVision says of it, where that was asked for.
  public mutating func append(
    _ measure: ImageMeasure, row: Int, damage: ImageTrouble? = nil,
    cleanVision judgement: CleanVisionJudgement? = nil
  ) {
    rows.append(row)
    measures.append(measure)
    if let damage { damaged.append((row, damage)) }
    if let judgement { cleanVision.append((row, judgement)) }
  }

  /// Adds an image that could not be looked at; rows come in ascending order.
  public mutating func append(_ reason: ImageTrouble, row: Int) {
    unreadable.append((row, reason))
  }
}
