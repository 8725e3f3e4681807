import PlumbGraphics
import PlumbText
import TestSupport

/// Charts for the golden files and the laws, the same in every run.
enum SampleCharts {
  static func names(_ count: Int) -> [String] {
    let words = ["cat", "dog", "bird", "horse", "fish"]
    return (0..<count).map { $0 < words.count ? words[$0] : "class \($0)" }
  }

  /// A histogram of classes from large to small; the third has no human labels, the fourth no
  /// machine labels.
  static func histogram(
    names: [String], largest: Int = 900, hasMachine: Bool = true, maximum: Int = 60
  ) -> CategoryBarsChart {
    var numbers = SeededNumbers(seed: 7)
    let totals = names.indices.map { max(largest / ($0 + 1), 1) }
    let machine = totals.enumerated().map { index, total in
      !hasMachine || index == 3
        ? 0 : index == 2 ? total : Int.random(in: 0...total, using: &numbers)
    }
    let human = zip(totals, machine).map { $0 - $1 }
    let series = [
      CountSeries(name: "labelled by people", style: .human, values: human),
      CountSeries(name: "labelled by the machine", style: .machine, values: machine),
    ]
    let humanIntervals = intervals(human, from: 0.55, using: &numbers)
    let machineIntervals = intervals(machine, from: 0.9, using: &numbers)
    return CategoryBarsChart(
      words: ChartWords(
        title: "Class histogram · job animals",
        subtitle: "Human and machine confidence are on different scales."), categories: names,
      panels: [
        CategoryPanel(title: "Images per class", content: .counts(series: series, scale: .linear)),
        CategoryPanel(
          title: "Images per class, logarithmic", caption: "side by side",
          content: .counts(series: series, scale: .logarithmic)),
        CategoryPanel(
          title: "Human confidence", caption: "own axis",
          content: .intervals(
            IntervalSeries(name: "human", style: .human, values: humanIntervals), axis: nil)),
        CategoryPanel(
          title: "Machine confidence", caption: "own axis",
          content: .intervals(
            IntervalSeries(name: "machine", style: .machine, values: machineIntervals),
            axis: 0...1)),
      ], maximumCategories: maximum)
  }

  private static func intervals(
    _ counts: [Int], from lowest: Double, using numbers: inout SeededNumbers
  ) -> [IntervalSummary?] {
    counts.map { count in
      let mean = Double.random(in: lowest...0.99, using: &numbers)
      return IntervalSummary(
        mean: mean, lowerQuartile: mean - 0.04, upperQuartile: mean + 0.01, count: count)
    }
  }

  static func tiles(_ count: Int) throws -> [Tile] {
    let jpeg = try GoldenFile.bytes("tile-8x6.jpg")
    return (0..<count).map { index in
      Tile(
        content: index % 4 == 3
          ? .placeholder(reason: "not found in the folder of images")
          : .image(jpeg: jpeg, pixelWidth: 8, pixelHeight: 6),
        caption: index % 5 == 0 ? "–" : "0.\(index % 90 + 10)",
        name: "photo_number_\(index)_of_the_job.jpg",
        link: "s3://bucket/it's (\(index))\\ <&>.jpg")
    }
  }

  static func sheet(heading: String, tileCount: Int) throws -> TileSheet {
    TileSheet(
      heading: heading, details: ["labelled by people", "page 2 of 5", "images 101–200 of 412"],
      tiles: try tiles(tileCount), footer: "job animals", pageLabel: "page 12 of 340")
  }

  static func rows(headings: [String]) throws -> TileRows {
    TileRows(
      title: "Labelled by people", subtitle: "A random sample",
      rows: try headings.enumerated().map { index, heading in
        .init(heading: heading, detail: "4 of \(index + 4)", tiles: try tiles(4))
      }, columns: 5)
  }

  /// Pictures with sentences beside them.
  static func list(headings: [String]) throws -> TileList {
    let tile = try sheet(heading: "cat", tileCount: 1).tiles[0]
    return TileList(
      title: "Labels that are probably wrong", subtitle: "Look at them.",
      entries: headings.enumerated().map { place, heading in
        TileList.Entry(
          tile: place % 3 == 2
            ? Tile(content: .placeholder(reason: "not found"), caption: "", name: "") : tile,
          heading: heading, detail: "score 0.9, line \(place), \(heading).jpg",
          notes: ["2 of 5 workers chose this", "posterior 0.41 for \(heading)"]
            + (place % 2 == 0 ? [String(repeating: "much evidence ", count: 40), heading] : []))
      })
  }

  /// A table of so many rows; names stand in the first two columns and in the notes.
  static func table(rows: Int, names: [String] = []) -> TableChart {
    let names = names.isEmpty ? SampleCharts.names(max(rows, 1)) : names
    return TableChart(
      title: "Workers", subtitle: "Numbers with intervals.",
      columns: [
        TableChart.Column("worker"), TableChart.Column("class"),
        TableChart.Column("answers", isRight: true),
        TableChart.Column("same answer as the other workers (95\u{A0}%)"),
        TableChart.Column("seconds", isRight: true), TableChart.Column("flags"),
      ],
      rows: (0..<max(rows, names.count > 10 && rows > 0 ? names.count : rows)).map { row in
        [
          names[row % names.count], names[(row + 1) % names.count], NumberText.whole(row * 4_711),
          "87.1 % (80 to 92 %)", "12.3",
        ] + (row % 3 == 0 ? ["low-agreement, too-fast"] : [])
      }, notes: names.prefix(3).map { "A note about \($0)" })
  }

  /// Charts of every kind with few, many and hostile data, with a name for the golden file.
  static func all() throws -> [(name: String, chart: any Chart)] {
    [
      ("histogram-0", histogram(names: [])),
      ("histogram-1", histogram(names: names(1))),
      ("histogram-2", histogram(names: names(2))),
      ("histogram-12", histogram(names: names(12))),
      ("histogram-20", histogram(names: names(20), largest: 12_345_678)),
      ("histogram-300", histogram(names: names(300), maximum: 40)),
      ("histogram-human-only", histogram(names: names(5), hasMachine: false)),
      ("histogram-hostile", histogram(names: HostileNames.all)),
      ("sheet", try sheet(heading: "cat", tileCount: 12)),
      ("sheet-hostile", try sheet(heading: HostileNames.all[6], tileCount: 5)),
      ("rows", try rows(headings: names(2))),
      ("rows-hostile", try rows(headings: HostileNames.all)),
      ("rows-none", try rows(headings: [])),
      ("list", try list(headings: names(5))),
      ("list-hostile", try list(headings: HostileNames.all)),
      ("list-none", try list(headings: [])),
      ("table", table(rows: 30)), ("table-hostile", table(rows: 3, names: HostileNames.all)),
      ("table-none", table(rows: 0)),
    ] + SampleQualityCharts.all()
  }
}
