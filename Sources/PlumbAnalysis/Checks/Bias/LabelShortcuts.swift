import PlumbImageFacts
import PlumbLabels
import PlumbSystem

/// Classes that one simple property of the image predicts.
///
/// After CleanVision and Datalab: a naive Bayes classifier with one Gaussian a class, trained on one
/// property with five folds. Its error is compared with that of always guessing the commonest class;
/// this is done for all classes at once and for each against the rest.
struct LabelShortcuts: Check {
  private static let remaining = Threshold(
    "remaining-errors", 0.3, in: 0...1,
    meaning:
      "a property is reported if guessing from it leaves at most this share of the errors of always "
      + "guessing the most common class")
  private static let leastImages = Threshold(
    "least-images", whole: 20, in: 5...1_000_000, meaning: "classes with fewer images are ignored")

  var description: CheckDescription {
    CheckDescription(
      id: "label-shortcuts", group: .bias, severity: .warning,
      question: "Does brightness, size or another simple property alone predict the class?",
      importance: """
        Models learn the easiest cue: if one class was photographed with a different camera or in \
        different light, the model learns the camera or the light and fails elsewhere.
        """, thresholds: [Self.remaining, Self.leastImages],
      command: "plumb check JOB --images DIR --only label-shortcuts --json", needsImages: true)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let least = thresholds.whole(Self.leastImages)
      let guessed = GuessedClasses(images, evidence, least: least)
      guard !guessed.classes.isEmpty else {
        return .skipped(
          evidence.hasSets
            ? "no class is on at least \(least) images and missing on as many"
            : "fewer than two classes have at least \(least) images")
      }
      let limit = thresholds[Self.remaining]
      return CheckOutcome(
        ImageProperty.all.flatMap { property -> [Finding] in
          let values = guessed.indices.map { property.value(images.images[$0]) }
          if let labels = guessed.labels, guessed.classes.count > 1 {
            let all = Guess(values, labels)
            if all.remainingErrors <= limit {
              return [finding(from: property, guess: all, predicting: "the class", className: nil)]
            }
          }
          return guessed.classes.compactMap { id in
            let guess = Guess(values, guessed.rows.map { evidence.has(id, row: $0) ? 1 : 0 })
            let name = evidence.dataset.classNames[id]
            return guess.remainingErrors <= limit
              ? finding(
                from: property, guess: guess, predicting: "whether an image is \(name: name)",
                className: name) : nil
          }
        })
    }
  }

  private func finding(
    from property: ImageProperty, guess: Guess, predicting what: FindingText,
    className name: String?
  ) -> Finding {
    finding(
      """
      The \(words: property.words) alone predicts \(what): it is right for \
      \(share: guess.accuracy) of the images, compared with \(share: guess.baseAccuracy) for the \
      most common answer
      """, count: Int((guess.accuracy * Double(guess.count)).rounded()), of: guess.count,
      details: [
        FindingDetail("property", .text(property.words)),
        FindingDetail("accuracy", .number(guess.accuracy)),
        FindingDetail("base_accuracy", .number(guess.baseAccuracy)),
      ] + (name.map { [FindingDetail("class", .text($0))] } ?? []))
  }
}

/// The classes that are guessed: each against the rest, and all at once where images have one each.
private struct GuessedClasses {
  /// The labelled ones of the measured images.
  let indices: [Int]
  /// Their rows.
  let rows: [Int]
  /// The class of each of them; nil if images may have several.
  let labels: [Int]?
  /// The classes with enough images, ascending; empty if there is nothing to guess.
  let classes: [Int]

  init(_ images: ImageMeasurements, _ evidence: CheckEvidence, least: Int) {
    indices = images.rows.indices.filter { evidence.isLabelled(images.rows[$0]) }
    let rows = indices.map { images.rows[$0] }
    var counts: [Int: Int] = [:]
    for row in rows {
      for id in evidence.dataset.classIDs(ofRow: row) { counts[id, default: 0] += 1 }
    }
    let frequent = counts.filter { $0.value >= least }.keys.sorted()
    let guessable = frequent.filter { rows.count - (counts[$0] ?? 0) >= least }
    (self.rows, labels) = (rows, evidence.hasSets ? nil : rows.map { Int(evidence.labels[$0]) })
    classes = evidence.hasSets ? guessable : frequent.count > 1 ? frequent : guessable
  }
}

/// A measured property of an image, as one number.
private struct ImageProperty {
  var words: String
  var value: @Sendable (MeasuredImage) -> Double

  static let all = [
    Self(words: "brightness") { $0.meanBrightness },
    Self(words: "contrast") { $0.highBrightness - $0.lowBrightness },
    Self(words: "sharpness") { log($0.sharpness ?? 1e-3) },
    Self(words: "share of colour") { $0.colourShare },
    Self(words: "size in pixels") { log($0.side) },
    Self(words: "aspect ratio") { log(Double($0.width) / Double($0.height)) },
    Self(words: "size of the file") { log(Double(max(1, $0.byteCount))) },
  ]
}

/// How well labels can be guessed from one number each.
struct Guess {
  /// The share of images that are guessed right, each by what the other folds taught.
  let accuracy: Double
  /// The share that has the commonest label.
  let baseAccuracy: Double
  let count: Int

  private static let folds = 5

  /// - Parameters:
  ///   - values: One number an image.
  ///   - labels: Numbers of classes, from 0.
  init(_ values: [Double], _ labels: [Int]) {
    count = values.count
    let classCount = (labels.max() ?? -1) + 1
    var totals = [Int](repeating: 0, count: classCount)
    for label in labels { totals[label] += 1 }
    baseAccuracy = Double(totals.max() ?? 0) / Double(max(1, count))
    var right = 0
    for fold in 0..<Self.folds {
      let model = GaussianModel(values, labels, classCount: classCount) { $0 % Self.folds != fold }
      for index in values.indices where index % Self.folds == fold {
        if model.label(values[index]) == labels[index] { right += 1 }
      }
    }
    accuracy = Double(right) / Double(max(1, count))
  }

  /// The share of the errors of always saying the commonest label that is left.
  var remainingErrors: Double {
    baseAccuracy < 1 ? min(1, (1 - accuracy) / (1 - baseAccuracy)) : 1
  }
}

/// One Gaussian a class, over one number.
private struct GaussianModel {
  private var classes: [(label: Int, prior: Double, mean: Double, variance: Double)] = []

  init(_ values: [Double], _ labels: [Int], classCount: Int, where isUsed: (Int) -> Bool) {
    var sums = [(n: Double, sum: Double, squares: Double)](
      repeating: (0, 0, 0), count: classCount)
    var all = (n: 0.0, sum: 0.0, squares: 0.0)
    for index in values.indices where isUsed(index) {
      let value = values[index]
      sums[labels[index]].n += 1
      sums[labels[index]].sum += value
      sums[labels[index]].squares += value * value
      all = (all.n + 1, all.sum + value, all.squares + value * value)
    }
    // Without a floor, a class of one value would claim that value and nothing near it.
    let floor = max(1e-9, 1e-3 * (all.squares / max(1, all.n) - (all.sum / max(1, all.n)).squared))
    for (label, one) in sums.enumerated() where one.n > 0 {
      let mean = one.sum / one.n
      classes.append(
        (label, log(one.n / all.n), mean, max(0, one.squares / one.n - mean.squared) + floor))
    }
  }

  func label(_ value: Double) -> Int {
    let best = classes.max { score($0, value) < score($1, value) }
    return best?.label ?? 0
  }

  private func score(
    _ one: (label: Int, prior: Double, mean: Double, variance: Double), _ value: Double
  ) -> Double {
    one.prior - 0.5 * (log(one.variance) + (value - one.mean).squared / one.variance)
  }
}

extension Double {
  fileprivate var squared: Double { self * self }
}
