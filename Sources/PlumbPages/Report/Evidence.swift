import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbSystem

/// The whole input of a figure: the labels, what was concluded from them, and the images where
/// they are at hand.
package struct Evidence: Sendable {
  /// The labels as charts and pictures by class show them: a row for each class of an image, see
  /// `Dataset.byClass`.
  package let dataset: Dataset
  /// The labels as the manifest has them: a row for each line.
  ///
  /// The same as ``dataset`` where images
  /// have one class each.
  package let labels: Dataset
  /// The summary of the labels.
  package var summary: SummaryReport
  /// The results of the checks, as in `plumb check`; nil if they were not run.
  package var checks: CheckReport?
  /// The images; nil if the user named no folder.
  package var images: JobImages?
  /// The quality analysis of the labels; nil if it was not requested.
  package var quality: JobQuality?
  /// The comparison with reference labels; nil if there are none.
  package var comparison: ComparisonReport?
  /// How many images of each class and source a sample grid shows.
  package var samples: Int
  /// Which images the sample grids and the PDF draw from.
  package var selection: ImageSelection
  /// Measures texts.
  package var metrics: any TextMetrics

  /// Puts the input together.
  ///
  /// - Parameters:
  ///   - dataset: The labels as the manifest has them.
  ///   - summary: Their summary.
  ///   - images: The images of `dataset.byClass`; nil for none.
  ///   - samples: How many images of each class and source a sample grid shows.
  ///   - selection: Which images the sample grids and the PDF draw from.
  ///   - metrics: Measures texts.
  package init(
    dataset: Dataset, summary: SummaryReport, images: JobImages?, samples: Int = 10,
    selection: ImageSelection = ImageSelection(), metrics: any TextMetrics = PangoTextMetrics()
  ) {
    labels = dataset
    self.dataset = dataset.byClass
    self.summary = summary
    self.images = images
    self.samples = samples
    self.selection = selection
    self.metrics = metrics
  }

  /// The date of documents, in ISO 8601: that of the last label, since the clock would make the
  /// same input give other bytes; nil if no label has a date.
  var documentDate: String? { summary.jobs.dates?.upperBound.description }

  /// The first row of ``dataset`` of each of some rows of ``labels``.
  func rows(ofImages rows: [Int]) -> [Int] {
    guard let imageRows = dataset.imageRows else { return rows }
    return rows.map { row in imageRows.partitioningIndex { $0 >= row } }
  }

  /// What the job is called in titles: its name, or the label attribute where it has none.
  package var title: String {
    let names = summary.jobs.jobs.map(\.name).filter { !$0.isEmpty }.map(shortJobName)
    switch names.count {
    case 0: return summary.attribute.name
    case 1: return names[0]
    default: return "\(summary.attribute.name) (\(names.count) jobs)"
    }
  }
}
