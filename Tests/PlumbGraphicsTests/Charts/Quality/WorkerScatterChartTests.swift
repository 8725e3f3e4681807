import TestSupport
import Testing

@testable import PlumbGraphics

@Suite struct WorkerScatterChartTests {
  private let metrics = FixedTextMetrics()

  private func signs(_ drawing: Drawing) -> [Mark] {
    drawing.marks.filter { mark in
      if case .path(let mark) = mark { mark.fill == .solid(Palette.flag) } else { false }
    }
  }

  private func points(_ drawing: Drawing) -> Int {
    drawing.marks.count { mark in
      if case .rectangle(let mark) = mark { mark.cornerRadius > 2 } else { false }
    }
  }

  @Test func everyWorkerIsAPointOrASign() {
    let chart = SampleQualityCharts.workers(97)
    let drawing = chart.drawing(metrics: metrics)
    let marked = chart.workers.count { $0.flag != nil }
    // The legend has a sign for each flag, and a circle for the others.
    #expect(signs(drawing).count == marked + 2)
    #expect(points(drawing) == 97 - marked)
  }

  @Test func manyWorkersBecomeADensity() {
    let drawing = SampleQualityCharts.workers(10_000).drawing(metrics: metrics)
    #expect(points(drawing) == 0)
    #expect(drawing.marks.count < 600)
    #expect(drawing.texts.contains { $0.text == "Workers in a hexagon:" })
  }

  @Test func everyPointLiesInOneHexagonAndNear() {
    var numbers = SeededNumbers(seed: 2)
    let points = (0..<2_000).map { _ in
      Point(
        x: Double.random(in: 0...300, using: &numbers),
        y: Double.random(in: 0...200, using: &numbers))
    }
    let density = PointDensity(points, origin: Point(x: 10, y: 20), radius: 7)
    #expect(density.cells.reduce(0) { $0 + $1.count } == points.count)
    for point in points {
      let nearest =
        density.cells.map { cell in
          (cell.center.x - point.x) * (cell.center.x - point.x)
            + (cell.center.y - point.y) * (cell.center.y - point.y)
        }.min() ?? .infinity
      #expect(nearest <= 49 + 1e-6)
    }
    let steps = density.steps
    #expect(steps == steps.sorted() && Set(steps).count == steps.count)
    #expect(steps.last == density.cells.map(\.count).max())
  }

  @Test func namesCoverNeitherSignsNorEachOther() {
    var numbers = SeededNumbers(seed: 8)
    let room = Rectangle(x: 0, y: 0, width: 400, height: 200)
    let centers = (0..<60).map { _ in
      Point(
        x: Double.random(in: 0...400, using: &numbers),
        y: Double.random(in: 0...200, using: &numbers))
    }
    let signs = centers.map { Rectangle(x: $0.x - 5, y: $0.y - 5, width: 10, height: 10) }
    var placer = LabelPlacer(room: room, obstacles: signs, points: centers)
    let frames = centers.compactMap {
      placer.place(Size(width: 50, height: 9), at: $0)?.frame
    }
    #expect(frames.count > 20)
    for (index, frame) in frames.enumerated() {
      #expect(frame.x >= 0 && frame.maximumX <= 400 && frame.y >= 0 && frame.maximumY <= 200)
      #expect(!signs.contains(where: frame.intersects))
      #expect(!frames[(index + 1)...].contains(where: frame.intersects))
    }
  }

  @Test func whoHasNoPlaceIsCounted() {
    var chart = SampleQualityCharts.workers(5)
    for index in chart.workers.indices {
      chart.workers[index].answerCount = 10
      chart.workers[index].agreement = 0.5
      chart.workers[index].flag = 0
    }
    chart.maximumNames = 1
    chart.workers.append(.init(name: "new", answerCount: 3, agreement: nil))
    let texts = chart.drawing(metrics: metrics).texts.map(\.text)
    #expect(
      texts.contains(
        "Without room for a name: 4 of 5 marked workers; all are in the table."))
    #expect(
      texts.contains("Not drawn, because their agreement is not defined: 1 of 6 workers."))
  }

  @Test func signsDifferInShape() {
    let outlines = Symbol.allCases.map {
      $0.elements(center: Point(x: 0, y: 0), radius: 4).count
    }
    #expect(Set(outlines).count >= outlines.count - 1)
  }
}
