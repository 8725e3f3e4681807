import PlumbGraphics
import PlumbLabels
import PlumbReports

extension LabelSource {
  /// How bars of the source look in every figure.
  var seriesStyle: SeriesStyle {
    switch self {
    case .human: .human
    case .machine: .machine
    case .unknown: .neutral
    }
  }
}
