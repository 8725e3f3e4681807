import PlumbAnalysis
import PlumbLabels
import PlumbText

extension SummaryReport {
  private static let columns = [
    "class", "source", "count", "share", "share_low", "share_high", "confidence_count",
    "confidence_missing", "confidence_mean", "confidence_median", "confidence_q1",
    "confidence_q3", "confidence_min", "confidence_max", "attribute", "labelled_elsewhere",
  ]

  /// The summary as CSV: a header, then one record for each class and source that has labels.
  ///
  /// `share` is among all labels of that source, with its Wilson interval of 95 %. The last two
  /// columns are the same in every record: the attribute in use, and the lines that have a label
  /// only under another attribute. An unknown value is an empty cell.
  package var csv: String {
    var text = CSVText.record(Self.columns)
    for one in classes {
      for source in LabelSource.allCases {
        if let labels = one.sources[source] {
          text += CSVText.record(
            [one.name, source == .unknown ? "" : source.rawValue] + labels.cells
              + [attribute.name, String(coverage.labelledElsewhere)])
        }
      }
    }
    return text
  }
}

extension SummaryReport.Source {
  fileprivate var cells: [String] {
    let interval = share.interval
    let statistics = confidence
    return [
      String(share.count), cell(share.share), cell(interval?.lowerBound),
      cell(interval?.upperBound), String(statistics?.count ?? 0), String(missingConfidences),
      cell(statistics?.mean), cell(statistics?.median), cell(statistics?.lowerQuartile),
      cell(statistics?.upperQuartile), cell(statistics?.minimum), cell(statistics?.maximum),
    ]
  }

  private func cell(_ value: Double?) -> String { value.map { JSONValue.number($0).compact } ?? "" }
}
