import PlumbAnalysis
import PlumbImages

/// Paints one image of the sample job: a shape in a colour on a ground with some grain.
struct DemoPicture {
  private let shape: DemoShape
  private let width: Int
  private let height: Int
  private let ink: SIMD3<Double>
  private let paper: SIMD3<Double>
  private let turn: (cosine: Double, sine: Double)
  private let size: Double
  private let shift: (x: Double, y: Double)
  private var grain: SeededGenerator

  private static let colours: [SIMD3<Double>] = [
    [214, 93, 60], [52, 120, 180], [88, 140, 74], [150, 96, 160], [222, 168, 60], [60, 150, 150],
  ]
  private static let papers: [SIMD3<Double>] = [
    [240, 236, 226], [222, 228, 234], [206, 212, 198], [70, 74, 84], [236, 220, 210],
  ]

  /// Chooses colour, place and turn of the picture.
  init(_ shape: DemoShape, seed: UInt64) {
    self.shape = shape
    var random = SeededGenerator(seed: seed)
    (width, height) = [(240, 180), (180, 240), (220, 220)][random.below(3)]
    ink = Self.colours[random.below(Self.colours.count)]
    paper = Self.papers[random.below(Self.papers.count)]
    // A rational turn: (1 - t²)/(1 + t²) and 2t/(1 + t²) are a cosine and a sine.
    let t = (random.unit() - 0.5) * 0.4
    turn = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
    size = 0.55 + 0.3 * random.unit()
    shift = ((random.unit() - 0.5) * 0.25, (random.unit() - 0.5) * 0.25)
    grain = random
  }

  /// The picture as a JPEG.
  mutating func jpeg() -> [UInt8] {
    var rgb: [UInt8] = []
    rgb.reserveCapacity(width * height * 3)
    for row in 0..<height {
      for column in 0..<width {
        let cover = coverage(column, row)
        let light = 1 - 0.18 * Double(row) / Double(height)
        let noise = (grain.unit() - 0.5) * 14
        let colour = (paper * (1 - cover) + ink * cover) * light + SIMD3(repeating: noise)
        for channel in 0..<3 { rgb.append(UInt8(min(max(colour[channel], 0), 255))) }
      }
    }
    return encodeJPEG(rgb: rgb, width: width, height: height, quality: 82) ?? []
  }

  /// How much of a pixel the shape covers, by four points in it.
  private func coverage(_ column: Int, _ row: Int) -> Double {
    let scale = 2 / (Double(min(width, height)) * size)
    var hits = 0
    for (offsetX, offsetY) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
      let x = (Double(column) + offsetX - Double(width) / 2) * scale - shift.x
      let y = (Double(row) + offsetY - Double(height) / 2) * scale - shift.y
      let inside = shape.contains(
        x * turn.cosine - y * turn.sine, x * turn.sine + y * turn.cosine)
      if inside { hits += 1 }
    }
    return Double(hits) / 4
  }
}
