import TestSupport
import Testing

@testable import PlumbGraphics

/// The two charts with a panel for each source: reliability and confidence.
@Suite struct SourcePanelChartTests {
  private let metrics = FixedTextMetrics()

  private func paths(_ drawing: Drawing, filled color: Color) -> Int {
    drawing.marks.count { mark in
      if case .path(let mark) = mark { mark.fill == .solid(color) } else { false }
    }
  }

  // MARK: Reliability

  @Test func everyBinIsAPointAndTheErrorStandsInTheTitle() {
    let drawing = SampleQualityCharts.reliability([SampleQualityCharts.human])
      .drawing(metrics: metrics)
    let texts = drawing.texts.map(\.text)
    #expect(paths(drawing, filled: Palette.human) == 10)
    #expect(texts.contains("Labels by people: ECE 0.043"))
    #expect(texts.contains("9") && texts.contains("900"))
  }

  @Test func whatCannotBeComputedIsSaidInWords() {
    let drawing = SampleQualityCharts.reliability([
      SampleQualityCharts.notComputable,
      .init(title: "None", style: .machine, content: .bins([], calibrationError: 0)),
    ]).drawing(metrics: metrics)
    let words = drawing.texts.map(\.text).joined(separator: " ")
    #expect(words.contains("Not computable: every confidence is 0.95"))
    #expect(words.contains("Not computable: there are no labels"))
    #expect(!words.contains("ECE") && drawing.size.height < 250)
  }

  @Test func binsWithoutNumbersAreRefused() {
    func bin(_ confidence: Double, _ accuracy: Double, _ count: Int) -> Bool {
      ReliabilityDiagramChart.Bin(
        range: 0...1, confidence: confidence, accuracy: accuracy, interval: nil, count: count)
        == nil
    }
    #expect(bin(.nan, 0.5, 1) && bin(0.5, .infinity, 1) && bin(0.5, 0.5, 0))
    #expect(!bin(0.5, 0.5, 1))
  }

  @Test func countsAreShortenedWhereTheyWouldTouch() {
    func texts(_ labels: Int) -> [String] {
      SampleQualityCharts.reliability([
        .init(
          title: "", style: .machine,
          content: .bins(
            SampleQualityCharts.reliabilityBins(10, labels: labels), calibrationError: nil))
      ]).drawing(metrics: metrics).texts.map(\.text)
    }
    #expect(texts(999).contains("999"))
    #expect(texts(123_456).contains("123k"))
  }

  // MARK: Confidence

  @Test func aBinHoldsItsUpperEnd() {
    // Every confidence with two decimals, against whole numbers.
    for bins in [10, 20, 25, 50, 100] {
      let counts = ConfidenceDistributionChart.binCounts(
        of: (0...100).map { Double($0) / 100 }, bins: bins)
      var expected = [Int](repeating: 0, count: bins)
      for hundredth in 0...100 { expected[max((hundredth * bins + 99) / 100 - 1, 0)] += 1 }
      #expect(counts == expected, "\(bins) bins")
    }
  }

  @Test func everyNumberIsCountedOnce() {
    var numbers = SeededNumbers(seed: 9)
    let values = (0..<1_000).map { _ in Double.random(in: -0.5...1.5, using: &numbers) }
    let counts = ConfidenceDistributionChart.binCounts(of: values + [.nan, .infinity], bins: 7)
    #expect(counts.reduce(0, +) == 1_001 && counts.count == 7)
    #expect(ConfidenceDistributionChart.binCounts(of: [0.5], bins: 0) == [1])
  }

  @Test func everyPanelSaysItsNumbers() {
    let panel = SampleQualityCharts.confidence(
      [0.2, 0.5, 0.5, 0.9, 1], title: "People", style: .human, missing: 3)
    let texts = SampleQualityCharts.confidence([panel, SampleQualityCharts.constant])
      .drawing(metrics: metrics).texts.map(\.text)
    #expect(texts.contains("n=5, without confidence 3; median 0.50, middle half 0.50 to 0.90"))
    #expect(texts.contains("Constant at 0.95 (412 labels): it tells no label from another."))
  }

  /// Were the axis of counts common, nine labels beside 9,000 would be flat.
  @Test func panelsShareNoAxisOfCounts() {
    let drawing = SampleQualityCharts.confidence([
      SampleQualityCharts.confidence(
        [Double](repeating: 0.5, count: 9), title: "People", style: .human),
      SampleQualityCharts.confidence(
        [Double](repeating: 0.5, count: 9_000), title: "Machine", style: .machine),
    ]).drawing(metrics: metrics)
    let highest = [SeriesStyle.human, .machine].map { style in
      drawing.marks.reduce(0.0) { highest, mark in
        if case .rectangle(let mark) = mark, mark.fill == style.fill {
          max(highest, mark.frame.height)
        } else {
          highest
        }
      }
    }
    #expect(highest[0] == highest[1] && highest[0] > 50)
  }

  @Test func histogramsWithoutNumbersAreRefused() {
    func histogram(_ counts: [Int], _ median: Double) -> ConfidenceDistributionChart.Histogram? {
      .init(counts: counts, median: median, quartiles: 0...1, missingCount: -1)
    }
    #expect(histogram([], 0.5) == nil && histogram([0, -1], 0.5) == nil)
    #expect(histogram([1], .nan) == nil && histogram([1, -5], 0.5)?.counts == [1, 0])
    #expect(histogram([1], 0.5)?.missingCount == 0)
  }
}
