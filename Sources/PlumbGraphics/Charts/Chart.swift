/// A chart as a value: data and words, no places.
///
/// It is laid out as a ``Drawing``, which renderers draw.
///
/// To add a kind of chart, add a file with a type of this protocol, and the type to the law tests.
package protocol Chart: Sendable {
  /// What the chart is called.
  var title: String { get }
  /// The chart laid out at its natural size.
  ///
  /// - Parameter metrics: How wide texts are: ``PangoTextMetrics`` for the fonts of this machine.
  func drawing(metrics: any TextMetrics) -> Drawing
}
