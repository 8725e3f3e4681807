import PlumbAnalysis
import PlumbLabels

/// A labeling job that never was: what people and a model said about drawn shapes, with the faults
/// that real jobs have.
///
/// It is the same in every run: wrong labels, a conflict, failures, images that are missing or
/// damaged, and workers of different skill are all drawn from one seed.
struct DemoJob: Sendable {
  static let name = "shapes"
  static let bucket = "plumb-demo-bucket"
  static let failure =
    "ClientError: Annotation tasks expired. Probable reason: TaskAvailabilityLifetimeInSeconds is "
    + "too small."

  /// One worker's answer.
  struct Answer: Sendable {
    var worker: Int
    var shape: DemoShape
    var seconds: Int
  }

  /// What a line of the manifest says.
  enum Label: Sendable {
    case people(DemoShape, confidence: Double, answers: [Answer])
    case machine(DemoShape, confidence: Double)
    case failed
    case none
  }

  /// One line of the manifest.
  struct Line: Sendable {
    var key: String
    var label: Label
    /// Seconds after the job's beginning.
    var time: Int
  }

  /// One image to be painted; a damaged one is cut off in the middle.
  struct Picture: Sendable {
    var key: String
    var shape: DemoShape
    var seed: UInt64
    var isDamaged: Bool
  }

  private(set) var lines: [Line] = []
  private(set) var pictures: [Picture] = []
  private var random = SeededGenerator(seed: 20_240_301)

  private static let workerCount = 9

  /// Makes the job up.
  init() {
    let shapes = random.shuffled(
      DemoShape.allCases.flatMap { Array(repeating: $0, count: $0.imageCount) })
    for (index, shape) in shapes.enumerated() { add(shape, index) }
    addConflict(with: shapes)
  }

  private mutating func add(_ shape: DemoShape, _ index: Int) {
    let number = String(index)
    let key =
      "images/batch-\(index / 100 + 1)/"
      + String(repeating: "0", count: 4 - number.count) + number + ".jpg"
    // Number 17 is missing on disk, number 42 is cut off: every real folder has such.
    if index != 17 {
      pictures.append(
        Picture(key: key, shape: shape, seed: UInt64(index), isDamaged: index == 42))
    }
    lines.append(Line(key: key, label: label(shape, index), time: index * 47))
  }

  private mutating func label(_ shape: DemoShape, _ index: Int) -> Label {
    switch index % 80 {
    case 23 where index < 200: return .failed
    case 61: return .none
    default: return random.unit() < 0.55 ? people(shape) : machine(shape)
    }
  }

  /// Five of nine workers answer; two of them are careless.
  ///
  /// The label is what most of them said, and its confidence the share of the answers, capped as
  /// the service does.
  private mutating func people(_ shape: DemoShape) -> Label {
    let answers = random.sample(Array(0..<Self.workerCount), 5).map { worker in
      let skill = worker >= 7 ? 0.55 : 0.93
      let isRight = random.unit() < skill
      return Answer(
        worker: worker, shape: isRight ? shape : otherShape(shape),
        seconds: (worker == 8 ? 2 : 5) + random.below(worker == 8 ? 2 : 9))
    }
    let votes = DemoShape.allCases.map { shape in answers.count { $0.shape == shape } }
    let best = votes.max() ?? 0
    let winner = DemoShape.allCases[votes.firstIndex(of: best) ?? 0]
    let confidence = min(
      0.95, [0, 0.3, 0.51, 0.68, 0.88, 0.95][best] + 0.01 * Double(random.below(5)))
    return .people(winner, confidence: confidence, answers: answers)
  }

  private mutating func machine(_ shape: DemoShape) -> Label {
    let isWrong = random.unit() < 0.04
    let confidence = (isWrong ? 0.78 : 0.86) + 0.13 * random.unit()
    return .machine(
      isWrong ? otherShape(shape) : shape, confidence: (confidence * 10_000).rounded() / 10_000)
  }

  /// A shape that is easily mistaken for this one.
  private mutating func otherShape(_ shape: DemoShape) -> DemoShape {
    let alike: [DemoShape] =
      switch shape {
      case .circle: [.ring, .hexagon]
      case .square: [.hexagon, .cross]
      case .triangle: [.star, .square]
      case .star: [.triangle, .cross]
      case .hexagon: [.circle, .square]
      case .ring, .crescent: [.circle]
      case .cross: [.star, .square]
      }
    return alike[random.below(alike.count)]
  }

  /// The image of the first line once more, with another label.
  private mutating func addConflict(with shapes: [DemoShape]) {
    guard let first = lines.first, let shape = shapes.first else { return }
    lines.append(
      Line(
        key: first.key, label: .machine(otherShape(shape), confidence: 0.81),
        time: lines.count * 47))
  }
}

extension SeededGenerator {
  /// The elements in random order (Fisher and Yates).
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for position in elements.indices.dropFirst().reversed() {
      elements.swapAt(position, below(position + 1))
    }
    return elements
  }
}
