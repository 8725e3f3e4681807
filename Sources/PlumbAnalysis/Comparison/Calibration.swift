/// How far confidences say how often labels are right.
///
/// Sources: M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities
/// using Bayesian binning" (2015); C. Guo et al., "On calibration of modern neural networks" (2017);
/// equal masses: J. Nixon et al., "Measuring calibration in deep learning" (2019).
public struct Calibration: Sendable {
  /// A label with its confidence.
  public struct Point: Sendable, Hashable {
    /// From 0 to 1; nil if unknown.
    public var confidence: Double?
    /// Whether the label is the reference class.
    public var isRight: Bool

    /// Makes a point.
    public init(confidence: Double?, isRight: Bool) {
      (self.confidence, self.isRight) = (confidence, isRight)
    }
  }

  /// Labels with similar confidences.
  public struct Bin: Sendable, Hashable {
    /// Confidences above the lower bound, which the first bin includes, up to the upper one.
    public var bounds: ClosedRange<Double>
    /// Labels in the bin; at least 1.
    public var accuracy: Proportion
    /// The mean of their confidences.
    public var meanConfidence: Double

    /// How far apart mean confidence and accuracy are.
    public var gap: Double { abs((accuracy.share ?? 0) - meanConfidence) }
  }

  /// Bins of equal width that are not empty, confidences ascending.
  public let equalWidth: [Bin]
  /// Bins of as equal numbers of labels as possible, confidences ascending.
  public let equalMass: [Bin]
  /// The mean of the squared difference between confidence and 1 or 0, for right and wrong labels.
  public let brierScore: Double
  /// Labels with a confidence.
  public let count: Int

  /// The expected calibration error: the gaps of bins of equal width, weighted by their labels.
  public var expectedError: Double { Self.error(equalWidth, count) }
  /// The largest gap of a bin of equal width.
  public var maximumError: Double { equalWidth.map(\.gap).max() ?? 0 }
  /// The gaps of bins of equal mass, weighted by their labels.
  public var equalMassError: Double { Self.error(equalMass, count) }

  /// Measures labels of one source and job.
  ///
  /// - Parameters:
  ///   - points: The labels; those without a confidence are left out.
  ///   - bins: How many bins of equal width.
  ///   - masses: How many bins of equal mass.
  public static func measure(
    _ points: [Point], bins: Int = 10, masses: Int = 10
  ) -> Measured<Calibration> {
    let known = points.compactMap { point in
      point.confidence.map { (confidence: $0, isRight: point.isRight) }
    }.sorted { $0.confidence < $1.confidence }
    guard let first = known.first, let last = known.last else {
      return .notDefined(because: "no label with a reference has a confidence")
    }
    guard first.confidence < last.confidence else {
      return .notDefined(because: "the confidence is constant")
    }
    return .value(Calibration(sorted: known, bins: bins, masses: masses))
  }

  private typealias Known = (confidence: Double, isRight: Bool)

  private init(sorted points: [Known], bins: Int, masses: Int) {
    count = points.count
    brierScore =
      points.reduce(0) { sum, point in
        let distance = point.confidence - (point.isRight ? 1 : 0)
        return sum + distance * distance
      } / Double(points.count)
    equalWidth = Self.equalWidth(points, bins)
    equalMass = Self.equalMass(points, masses)
  }

  private static func error(_ bins: [Bin], _ count: Int) -> Double {
    bins.reduce(0) { $0 + Double($1.accuracy.total) / Double(count) * $1.gap }
  }

  private static func equalWidth(_ points: [Known], _ bins: Int) -> [Bin] {
    var (result, start) = ([Bin](), 0)
    for bin in 1...bins {
      let upper = Double(bin) / Double(bins)
      let end = points[start...].firstIndex { $0.confidence > upper } ?? points.endIndex
      if end > start {
        result.append(Self.bin(points[start..<end], Double(bin - 1) / Double(bins)...upper))
      }
      start = end
    }
    return result
  }

  /// The first bins have one label more where the number does not divide.
  private static func equalMass(_ points: [Known], _ masses: Int) -> [Bin] {
    let count = min(masses, points.count)
    let (size, more) = points.count.quotientAndRemainder(dividingBy: count)
    var start = 0
    return (0..<count).map { bin in
      let part = points[start..<start + size + (bin < more ? 1 : 0)]
      start = part.endIndex
      return Self.bin(part, part[part.startIndex].confidence...part[part.endIndex - 1].confidence)
    }
  }

  private static func bin(_ points: ArraySlice<Known>, _ bounds: ClosedRange<Double>) -> Bin {
    let sum = points.reduce(0) { $0 + $1.confidence }
    return Bin(
      bounds: bounds, accuracy: Proportion(points.count { $0.isRight }, of: points.count),
      meanConfidence: sum / Double(points.count))
  }
}
