import PlumbLabels

/// The images labelled by one source in the order in which their labels were made.
///
/// People and the machine take turns and are given different images, so each has its own order.
struct TimeOrder {
  /// Who gave the labels.
  let source: LabelSource
  /// Rows with a label and a date, the earliest first.
  let rows: [Int]
  /// How many different moments they were made at, to the second.
  let moments: Int

  /// Sorts the labels by their dates.
  ///
  /// Labels of one second come in an order that depends on nothing but their row numbers and looks
  /// random: the order of the manifest, which is often sorted by class, must not pass for time.
  init(_ evidence: CheckEvidence, _ source: LabelSource) {
    self.source = source
    var last = -1
    let dated = (0..<evidence.byClass.count).compactMap { number in
      let image = evidence.byClass.imageRow(number)
      // An image with several classes comes once.
      guard image != last, evidence.isLabelled(image),
        source == evidence.byClass.labelSources[number],
        let date = evidence.byClass.date(number)
      else { return (second: Int64, key: UInt64, row: Int)?.none }
      last = image
      return (date.microseconds / 1_000_000, Self.scrambled(image), image)
    }
    let sorted = dated.sorted { ($0.second, $0.key) < ($1.second, $1.key) }
    rows = sorted.map(\.row)
    moments = Set(dated.map(\.second)).count
  }

  /// The mixing step of SplitMix64 (Steele, Lea and Flood 2014).
  private static func scrambled(_ row: Int) -> UInt64 {
    var mixed = UInt64(row) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The orders that say something, or why there is none.
  static func all(_ evidence: CheckEvidence) -> Result<[TimeOrder], NoTimeOrder> {
    guard evidence.classes.count > 1 else { return .failure(.fewClasses) }
    let orders = LabelSource.allCases.map { TimeOrder(evidence, $0) }
    let usable = orders.filter {
      $0.rows.count >= NoTimeOrder.leastLabels && $0.moments >= NoTimeOrder.leastMoments
    }
    return usable.isEmpty ? .failure(.fewMoments) : .success(usable)
  }
}

/// Why the order of time says nothing.
enum NoTimeOrder: Error {
  case fewClasses
  case fewMoments

  static let leastLabels = 50
  static let leastMoments = 20

  var reason: FindingText {
    switch self {
    case .fewClasses: "there are fewer than two classes"
    case .fewMoments:
      """
      no source has \(Self.leastLabels) labels with creation dates in at least \
      \(Self.leastMoments) different seconds
      """
    }
  }
}
