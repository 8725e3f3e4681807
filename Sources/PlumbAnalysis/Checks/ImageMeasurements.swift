import PlumbImageFacts

/// An image that was measured: what its file says, and what its picture is like.
///
/// Members of both are members of this; measures are read as `Double`.
@dynamicMemberLookup
package struct MeasuredImage: Sendable, Hashable {
  /// What its file says.
  package var facts: ImageFacts
  /// What its picture is like.
  package var picture: PictureMeasures

  /// Puts the two together.
  package init(_ facts: ImageFacts, _ picture: PictureMeasures) {
    (self.facts, self.picture) = (facts, picture)
  }

  /// Takes an image's facts; nil if the picture was not measured.
  package init?(_ facts: ImageFacts) {
    guard let picture = facts.measures else { return nil }
    (self.facts, self.picture) = (facts, picture)
  }

  /// A fact about the file.
  package subscript<Value>(dynamicMember path: WritableKeyPath<ImageFacts, Value>) -> Value {
    get { facts[keyPath: path] }
    set { facts[keyPath: path] = newValue }
  }

  /// A measure of the picture that is no number with a fraction.
  package subscript<Value>(dynamicMember path: WritableKeyPath<PictureMeasures, Value>) -> Value {
    get { picture[keyPath: path] }
    set { picture[keyPath: path] = newValue }
  }

  /// A measure of the picture.
  package subscript(dynamicMember path: WritableKeyPath<PictureMeasures, Float>) -> Double {
    get { Double(picture[keyPath: path]) }
    set { picture[keyPath: path] = Float(newValue) }
  }

  /// How fine the finest structure is, from 0 (slow changes only) to about 5 (noise); nil of a
  /// picture without any.
  package var sharpness: Double? {
    get { picture.sharpness.isNaN ? nil : Double(picture.sharpness) }
    set { picture.sharpness = newValue.map { Float($0) } ?? .nan }
  }

  /// Below this many bits of entropy a picture is one area with hardly anything in it, of which
  /// sharpness and hashes say nothing.
  static let leastEntropy = 1.4

  /// Whether it is a drawing in hardly more than one colour on transparency: its form says what it
  /// shows, and its brightness and entropy say nothing.
  package var isCutOut: Bool {
    picture.opaqueShare > 0 && picture.opaqueShare < Self.leastOpaque
      && self.entropy < Self.leastEntropy
  }

  /// Pictures that are opaque but for their corners are no drawings.
  private static let leastOpaque: Float = 0.95

  /// Width and height for a note.
  var sizeText: FindingText { "\(facts.width) × \(facts.height) pixels" }

  /// The side of a square of the same area, in pixels.
  var side: Double { (Double(facts.width) * Double(facts.height)).squareRoot() }
}

/// The measurements of a dataset's images, as columns by row.
///
/// An image on several lines is measured at the first of them.
public struct ImageMeasurements: Sendable {
  /// Rows with a measured image, ascending.
  public private(set) var rows: [Int] = []
  /// The image of each of ``rows``.
  package private(set) var images: [MeasuredImage] = []
  /// What CleanVision says of the images that it can judge, by row, ascending; empty if it was not
  /// asked.
  public private(set) var cleanVision: [(row: Int, scores: CleanVisionScores)] = []
  /// Rows whose image could not be read, ascending, with the reason.
  public private(set) var unreadable: [(row: Int, failure: ImageFailure)] = []
  /// Rows whose image was measured and may not be the picture that was meant, ascending, with what is
  /// wrong with the file.
  public private(set) var damaged: [(row: Int, words: String)] = []
  /// Rows whose image is whole in a file that some programs refuse, ascending, with what is wrong
  /// with it.
  public private(set) var flawed: [(row: Int, words: String)] = []

  /// No images.
  public init() {}

  /// How many images were looked for.
  public var count: Int { rows.count + unreadable.count }

  /// Adds the outcome of an image; rows come in ascending order.
  ///
  /// An image that was not measured is left out.
  public mutating func append(_ outcome: ImageOutcome, row: Int) {
    switch outcome {
    case .failed(let failure): append(failure, row: row)
    case .shown(_, let facts): append(facts, row: row)
    }
  }

  /// Adds an image that could not be read; rows come in ascending order.
  public mutating func append(_ failure: ImageFailure, row: Int) {
    unreadable.append((row, failure))
  }

  /// Adds an image by its facts; rows come in ascending order.
  public mutating func append(_ facts: ImageFacts, row: Int) {
    if let image = MeasuredImage(facts) { append(image, row: row) }
  }

  /// Adds a measured image; rows come in ascending order.
  mutating func append(_ image: MeasuredImage, row: Int) {
    let facts = image.facts
    rows.append(row)
    images.append(image)
    if let note = facts.notes.first(where: \.isDamage) {
      damaged.append((row, facts.words(note)))
    } else if let note = facts.notes.first(where: \.isFlaw) {
      flawed.append((row, facts.words(note)))
    }
    if let scores = facts.cleanVision { cleanVision.append((row, scores)) }
  }
}
