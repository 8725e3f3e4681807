import PlumbText

/// Measures a ``WorkerScatterChart`` and draws it.
struct WorkerScatterLayout {
  private static let width = 860.0
  private static let plotHeight = 340.0
  private static let hexagonRadius = 7.0
  private static let pointRadius = 2.7
  /// The symbols of the flags, in order.
  private static let symbols: [Symbol] = [.triangle, .square, .diamond, .star, .hexagon]
  private static let overallStroke = Stroke(color: Palette.ink, width: 1, dash: [4, 3])

  /// A worker with a place on the plot.
  private struct Spot {
    let worker: WorkerScatterChart.Worker
    let center: Point
  }

  let chart: WorkerScatterChart
  let metrics: any TextMetrics
  let type = ChartType.figure
  /// A number of answers beyond any worker, and beyond what an axis can show.
  private static let mostAnswers = 1_000_000_000
  private let drawn: [WorkerScatterChart.Worker]

  init(chart: WorkerScatterChart, metrics: any TextMetrics) {
    self.chart = chart
    self.metrics = metrics
    var intervals = 0
    drawn = chart.workers.filter { $0.answerCount > 0 && ($0.agreement?.isFinite ?? false) }
      .map { worker in
        var worker = worker
        worker.answerCount = min(worker.answerCount, WorkerScatterLayout.mostAnswers)
        let isUsable = worker.interval.map { $0.lowerBound.isFinite && $0.upperBound.isFinite }
        intervals += isUsable ?? false ? 1 : 0
        if !(isUsable ?? false) || intervals > chart.maximumNames { worker.interval = nil }
        if !chart.flags.indices.contains(worker.flag ?? -1) { worker.flag = nil }
        return worker
      }
  }

  func drawing() -> Drawing {
    let density = density
    let frame = FigureFrame(
      words: chart.words, legend: legend(density), metrics: metrics,
      width: WorkerScatterLayout.width)
    guard !drawn.isEmpty else {
      let sentence = "There is no worker with a defined agreement."
      return frame.drawing(
        alternativeText: "\(sentence) \(chart.words.subtitle)",
        sentences: [sentence] + notes(unnamed: 0))
    }
    return frame.drawing(alternativeText: alternativeText) { builder, top in
      draw(density, top: top, into: &builder)
    }
  }

  // MARK: Words

  private func legend(_ density: PointDensity?) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    if let density {
      entries.append(LegendEntry("Workers in a hexagon:", .none))
      var lower = 1
      for (step, upper) in density.steps.enumerated() {
        let range =
          lower == upper
          ? NumberText.whole(upper) : "\(NumberText.whole(lower))–\(NumberText.whole(upper))"
        entries.append(
          LegendEntry(range, .fill(Palette.density.color(step, of: density.steps.count))))
        lower = upper + 1
      }
    } else if drawn.contains(where: { $0.flag == nil }) {
      entries.append(LegendEntry("worker", .symbol(.circle, Palette.neutral)))
    }
    for (index, name) in chart.flags.enumerated()
    where drawn.contains(where: { $0.flag == index }) {
      entries.append(LegendEntry(name, .symbol(symbol(index), Palette.flag)))
    }
    if drawn.contains(where: { $0.interval != nil }) {
      entries.append(LegendEntry("interval of 95 %", .whisker(Palette.neutral)))
    }
    if let overall {
      entries.append(
        LegendEntry(
          "all answers: \(NumberText.decimal(overall, places: 2))",
          .line(WorkerScatterLayout.overallStroke)))
    }
    return drawn.isEmpty ? [] : entries
  }

  private func notes(unnamed: Int) -> [String] {
    var notes: [String] = []
    let left = chart.workers.count - drawn.count
    if left > 0, !drawn.isEmpty {
      notes.append(
        "Not drawn, because their agreement is not defined: \(NumberText.whole(left)) of "
          + "\(NumberText.counted(chart.workers.count, "worker")).")
    }
    if unnamed > 0 {
      let marked = drawn.count { $0.flag != nil }
      notes.append(
        "Without room for a name: \(NumberText.whole(unnamed)) of "
          + "\(NumberText.counted(marked, "marked worker")); all are in the table.")
    }
    return notes + [chart.words.note].filter { !$0.isEmpty }
  }

  private var alternativeText: String {
    let flagged = drawn.filter { $0.flag != nil }
    let answers = drawn.map(\.answerCount)
    let (least, most) = (answers.min() ?? 0, answers.max() ?? 0)
    return "\(NumberText.counted(drawn.count, "worker")) with "
      + (least < most ? "\(NumberText.whole(least)) to " : "")
      + "\(NumberText.counted(most, "answer")); "
      + "\(NumberText.whole(flagged.count)) marked. \(chart.words.subtitle)"
  }

  // MARK: Data

  private func symbol(_ flag: Int) -> Symbol {
    WorkerScatterLayout.symbols[min(flag, WorkerScatterLayout.symbols.count - 1)]
  }

  private var overall: Double? { chart.overall.flatMap { $0.isFinite ? $0 : nil } }

  private var numbers: AxisPainter { AxisPainter(type: type, metrics: metrics) }

  // MARK: Places

  /// From a tenth below the lowest agreement to 1; from 0.8 if all agree well.
  private var upright: Axis {
    let values = drawn.compactMap(\.agreement) + drawn.compactMap { $0.interval?.lowerBound }
    let lowest = values.min() ?? 0
    let tenth = (lowest * 10 - 0.2).rounded(.down) / 10
    let lower = min(max(tenth, lowest < 0 ? -1 : 0), 0.8)
    return lower == 0 ? .shares : .values(lower...1)
  }

  private func plot(top: Double) -> NumberPlot {
    let upright = upright
    let left = numbers.widthAtLeft(upright)
    let margin = FigureFrame.figureMargin
    let frame = Rectangle(
      x: margin + left, y: top, width: WorkerScatterLayout.width - 2 * margin - left - 6,
      height: WorkerScatterLayout.plotHeight)
    let counts = drawn.map { Double($0.answerCount) }
    return NumberPlot(
      frame: frame,
      lying: .logarithmicCounts(from: (counts.min() ?? 1) / 1.1, to: (counts.max() ?? 1) * 1.1),
      upright: upright)
  }

  private func spots(
    on plot: NumberPlot, _ isIncluded: (WorkerScatterChart.Worker) -> Bool
  ) -> [Spot] {
    drawn.filter(isIncluded).map { worker in
      Spot(
        worker: worker,
        center: plot.point(Double(worker.answerCount), worker.agreement ?? 0))
    }
  }

  /// The workers without a flag as a density, where there are too many for points; on a plot whose
  /// top is at 0, because the legend above it depends on it.
  private var density: PointDensity? {
    let plot = plot(top: 0)
    let plain = spots(on: plot) { $0.flag == nil }
    guard plain.count > chart.maximumPoints else { return nil }
    return PointDensity(
      plain.map(\.center), origin: Point(x: plot.frame.x, y: plot.frame.y),
      radius: WorkerScatterLayout.hexagonRadius)
  }

  // MARK: Drawing

  private func draw(
    _ density: PointDensity?, top: Double, into builder: inout DrawingBuilder
  ) -> (bottom: Double, notes: [String]) {
    let titleEnd = builder.paragraph(
      chart.measure, from: Point(x: FigureFrame.figureMargin, y: top), style: type.caption,
      maximumWidth: WorkerScatterLayout.width - 2 * FigureFrame.figureMargin, maximumLines: 1)
    let plot = plot(top: titleEnd + WorkerScatterLayout.hexagonRadius + 3)
    numbers.drawUpright(plot.upright, of: plot, into: &builder)
    numbers.drawUprightLines(of: plot, into: &builder)
    let plain = spots(on: plot) { $0.flag == nil }
    let marked = spots(on: plot) { $0.flag != nil }
    let density = density?.moved(by: plot.frame.y)
    if let density {
      drawHexagons(of: density, into: &builder)
      drawOverall(on: plot, into: &builder)
      drawIntervals(of: marked, color: Palette.flag, on: plot, into: &builder)
    } else {
      drawOverall(on: plot, into: &builder)
      drawIntervals(of: marked, color: Palette.flag, on: plot, into: &builder)
      drawIntervals(of: plain, color: Palette.neutral, on: plot, into: &builder)
      drawPoints(plain, into: &builder)
    }
    for spot in marked.reversed() {
      builder.add(
        symbol(spot.worker.flag ?? 0).mark(at: spot.center, radius: 4.4, color: Palette.flag))
    }
    let around = density.map { $0.cells.map(\.center) } ?? plain.map(\.center)
    let named = drawNames(of: marked, around: around, on: plot, into: &builder)
    let bottom = numbers.drawLying(
      of: plot, title: "answers, logarithmic axis", into: &builder)
    return (bottom + type.size * 0.4, notes(unnamed: marked.count - named))
  }

  private func drawOverall(on plot: NumberPlot, into builder: inout DrawingBuilder) {
    guard let overall else { return }
    let y = plot.y(overall)
    let dashes = WorkerScatterLayout.overallStroke
    // Paper under the dashes, which would not be seen on dark hexagons.
    for stroke in [Stroke(color: Palette.paper, width: dashes.width + 1), dashes] {
      builder.line(
        from: Point(x: plot.frame.x, y: y), to: Point(x: plot.frame.maximumX, y: y),
        color: stroke.color, width: stroke.width, dash: stroke.dash)
    }
  }

  /// All hexagons of a shade as one path: one mark for each would make the file large.
  private func drawHexagons(of density: PointDensity, into builder: inout DrawingBuilder) {
    let steps = density.steps
    for (step, upper) in steps.enumerated() {
      let lower = step == 0 ? 0 : steps[step - 1]
      let elements = density.cells.filter { $0.count > lower && $0.count <= upper }.flatMap {
        Symbol.hexagon.elements(center: $0.center, radius: density.radius * 0.9)
      }
      guard !elements.isEmpty else { continue }
      builder.add(
        .path(
          PathMark(
            elements: elements, fill: .solid(Palette.density.color(step, of: steps.count)))))
    }
  }

  /// Round rectangles take a third of the room of circles in a file.
  private func drawPoints(_ spots: [Spot], into builder: inout DrawingBuilder) {
    let radius = WorkerScatterLayout.pointRadius
    for spot in spots {
      builder.rectangle(
        Rectangle(
          x: spot.center.x - radius, y: spot.center.y - radius, width: 2 * radius,
          height: 2 * radius),
        fill: .solid(Palette.neutral), stroke: Stroke(color: Palette.paper, width: 0.6),
        cornerRadius: radius)
    }
  }

  private func drawIntervals(
    of spots: [Spot], color: Color, on plot: NumberPlot, into builder: inout DrawingBuilder
  ) {
    let intervals = spots.compactMap { spot in
      spot.worker.interval.map { interval in
        (
          start: Point(x: spot.center.x, y: plot.y(interval.lowerBound)),
          end: Point(x: spot.center.x, y: plot.y(interval.upperBound))
        )
      }
    }
    builder.whiskers(intervals, color: color)
  }

  /// Writes the names that fit; returns their number.
  private func drawNames(
    of marked: [Spot], around points: [Point], on plot: NumberPlot,
    into builder: inout DrawingBuilder
  ) -> Int {
    let radius = LabelPlacer.signRadius
    var obstacles = marked.map {
      Rectangle(
        x: $0.center.x - radius, y: $0.center.y - radius, width: 2 * radius, height: 2 * radius)
    }
    obstacles += marked.compactMap { spot in
      spot.worker.interval.map { interval in
        let (top, bottom) = (plot.y(interval.upperBound), plot.y(interval.lowerBound))
        return Rectangle(x: spot.center.x - 3, y: top, width: 6, height: bottom - top)
      }
    }
    let line = overall.map { overall in
      Rectangle(x: plot.frame.x, y: plot.y(overall) - 1, width: plot.frame.width, height: 2)
    }
    var placer = LabelPlacer(
      room: plot.frame, obstacles: obstacles, points: points, line: line)
    var named = 0
    for spot in marked.prefix(max(chart.maximumNames, 0)) {
      let name = metrics.fitted(
        displayName(spot.worker.name), style: type.value, maximumWidth: 84, truncation: .middle)
      let size = Size(
        width: metrics.width(of: name, style: type.value) + 3, height: type.value.size * 1.15)
      guard let place = placer.place(size, at: spot.center) else { continue }
      named += 1
      draw(name, at: place, isCovering: points.contains { place.frame.contains($0) }, &builder)
    }
    return named
  }

  private func draw(
    _ name: String, at place: LabelPlacer.Place, isCovering: Bool, _ builder: inout DrawingBuilder
  ) {
    if let (start, end) = place.leader {
      builder.line(from: start, to: end, color: Palette.quietInk, width: 0.7)
    }
    if isCovering {
      builder.rectangle(place.frame, fill: .solid(Palette.paper), cornerRadius: 1.5)
    }
    builder.text(
      name,
      at: Point(
        x: place.frame.middleX, y: place.frame.middleY + metrics.centering(of: type.value)),
      anchor: .middle, style: type.value, maximumWidth: .infinity)
  }
}
