import PlumbAnalysis
import PlumbGraphics
import PlumbLabels

/// How many labels each class has, by whom, and with what confidence.
public struct ClassHistogram: Figure {
  /// Makes the figure.
  public init() {}

  /// The name of its files.
  public var fileName: String { "class-histogram" }

  /// Draws the chart.
  public func draw(
    _ evidence: Evidence, log: inout ImageLog, isolation: isolated (any Actor)? = #isolation
  ) async throws -> FigureOutcome {
    if evidence.summary.classes.isEmpty { return .skipped("no image has a label") }
    let drawing = chart(evidence).drawing(metrics: evidence.metrics)
    return .drawn(figure: drawing, pages: [drawing])
  }

  /// The chart as a value.
  func chart(_ evidence: Evidence) -> TileRows {
    TileRows(title: evidence.title, rows: [])
  }
}
