import PlumbSystem

/// Counts of moments in equal calendar intervals that suit their span.
struct TimeBuckets {
  /// The maximum number of buckets: thinner bars could not be distinguished.
  static let maximumCount = 60
  /// The minimum number of buckets on the axis: otherwise two labels would be two bars as wide as
  /// the page.
  static let minimumCount = 12

  /// How long a bucket is.
  let step: TimeStep
  /// Where each bucket begins, in seconds since 1970, and last where the last one ends.
  let edges: [Int64]
  /// For each series, a count for each bucket.
  let counts: [[Int]]

  /// Counts moments, given for each series in microseconds since 1970; nil if there are none.
  init?(_ series: [[Int64]]) {
    let bounds = series.lazy.joined().reduce(into: (Int64.max, Int64.min)) { bounds, moment in
      bounds = (min(bounds.0, moment), max(bounds.1, moment))
    }
    guard bounds.0 <= bounds.1 else { return nil }
    let (first, last) = (Self.seconds(bounds.0), Self.seconds(bounds.1))
    let step = Self.step(from: first, to: last)
    self.step = step
    let edges = Self.edges(from: first, to: last, step: step)
    self.edges = edges
    counts = series.map { Self.count($0, edges: edges) }
  }

  /// The whole second of a moment, within the years that can be drawn.
  static func seconds(_ microseconds: Int64) -> Int64 {
    let second = microseconds / 1_000_000 - (microseconds % 1_000_000 < 0 ? 1 : 0)
    return min(max(second, CivilTime.range.lowerBound), CivilTime.range.upperBound)
  }

  /// Of all series together, for each bucket.
  var totals: [Int] {
    (0..<edges.count - 1).map { index in counts.reduce(0) { $0 + $1[index] } }
  }

  /// The shortest step with few enough buckets.
  private static func step(from first: Int64, to last: Int64) -> TimeStep {
    let fitting = TimeStep.buckets.first { step in
      let start = step.start(of: first)
      return step.moved(start, by: Int64(maximumCount)) > last
    }
    return fitting ?? .months(12_000)
  }

  /// The edges of all buckets, with empty ones around where there are only a few.
  private static func edges(from first: Int64, to last: Int64, step: TimeStep) -> [Int64] {
    var edges = [step.start(of: first)]
    while let edge = edges.last, edge <= last { edges.append(step.next(after: edge)) }
    let missing = max(minimumCount - (edges.count - 1), 0)
    let start = step.moved(edges[0], by: -Int64(missing / 2))
    return (0...Int64(edges.count - 1 + missing)).map { step.moved(start, by: $0) }
  }

  private static func count(_ moments: [Int64], edges: [Int64]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for moment in moments {
      let second = seconds(moment)
      let edgesBefore = edges.partitioningIndex { $0 > second }
      counts[min(max(edgesBefore - 1, 0), counts.count - 1)] += 1
    }
    return counts
  }
}
