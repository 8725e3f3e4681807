import Foundation
import TestSupport
import Testing

@testable import PlumbGraphics

@Suite struct LabelsOverTimeChartTests {
  private let metrics = FixedTextMetrics()

  /// Spans of every length, from a second to thousands of years.
  private func spans(_ body: (Int64, Int64, inout SeededNumbers) throws -> Void) rethrows {
    var numbers = SeededNumbers(seed: 6)
    for _ in 0..<300 {
      let length = power(10, Double.random(in: 0...11, using: &numbers))
      let start = Int64.random(in: -60_000_000_000...100_000_000_000, using: &numbers)
      try body(start, start + Int64(length), &numbers)
    }
  }

  @Test func everyLabelIsCountedInTheBucketOfItsTime() throws {
    try spans { start, end, numbers in
      let times =
        [start, end] + (0..<20).map { _ in Int64.random(in: start...end, using: &numbers) }
      let buckets = try #require(TimeBuckets([times.map { $0 * 1_000_000 + 999_999 }]))
      let edges = buckets.edges
      #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 })
      #expect((TimeBuckets.minimumCount...TimeBuckets.maximumCount).contains(edges.count - 1))
      for (index, count) in buckets.totals.enumerated() {
        #expect(count == times.count { edges[index] <= $0 && $0 < edges[index + 1] })
      }
      #expect(edges.allSatisfy { buckets.step.start(of: $0) == $0 })
    }
  }

  @Test func theCalendarIsTheGregorianOneInUTC() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<500 {
      // After the reform of 1582, before which Foundation's calendar is the Julian one.
      let seconds = Int64.random(in: -12_000_000_000...250_000_000_000, using: &numbers)
      let civil = CivilTime(seconds: seconds)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: Double(seconds)))
      #expect(
        [civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second]
          == [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second])
    }
  }

  @Test func stepsBeginWherePeopleExpect() {
    let moment = SampleQualityCharts.spring
    func text(_ step: TimeStep) -> String {
      let civil = CivilTime(seconds: step.start(of: moment))
      return "\(civil.dateText) \(civil.secondText)"
    }
    #expect(text(.seconds(1)) == "1 Mar 2024 09:58:20")
    #expect(text(.seconds(600)) == "1 Mar 2024 09:50:00")
    #expect(text(.seconds(86_400)) == "1 Mar 2024 00:00:00")
    // A Monday.
    #expect(text(.seconds(604_800)) == "26 Feb 2024 00:00:00")
    #expect(text(.months(1)) == "1 Mar 2024 00:00:00")
    #expect(text(.months(3)) == "1 Jan 2024 00:00:00")
    #expect(text(.months(120)) == "1 Jan 2020 00:00:00")
  }

  @Test func startsAndMovesAgree() {
    spans { start, _, _ in
      for step in TimeStep.buckets + TimeStep.ticks {
        let first = step.start(of: start)
        let second = step.next(after: first)
        #expect(first <= start && start < second)
        #expect(step.start(of: second) == second && step.start(of: second - 1) == first)
        #expect(step.moved(second, by: -1) == first)
      }
    }
  }

  @Test func stepsHaveWords() {
    let words = TimeStep.buckets.map(\.words)
    #expect(
      words == [
        "second", "5 seconds", "10 seconds", "30 seconds", "minute", "5 minutes", "10 minutes",
        "30 minutes", "hour", "3 hours", "6 hours", "12 hours", "day", "week", "month", "3 months",
        "year", "5 years", "10 years", "50 years", "100 years", "500 years", "1,000 years",
      ])
  }

  /// Every axis names at least two moments, and the coarse part is never in doubt.
  @Test func everyAxisCanBeRead() throws {
    try spans { start, end, _ in
      let chart = LabelsOverTimeChart(
        words: ChartWords(title: ""),
        series: [.init(name: "people", style: .human, times: [start, end].map { $0 * 1_000_000 })])
      guard start != end else { return }
      let texts = chart.drawing(metrics: metrics).texts
      let lowest = try #require(texts.filter { $0.style.weight == .regular }.map(\.origin.y).max())
      let ticks = texts.filter { $0.origin.y == lowest && $0.style.weight == .regular }
      #expect(ticks.count >= 2, "\(start) to \(end): \(texts.map(\.text))")
      let areYears = ticks.allSatisfy { Int($0.text) != nil }
      #expect(areYears || texts.contains { $0.style.weight == .bold && $0.origin.y > lowest })
    }
  }

  @Test func gapsStayGaps() {
    let day: Int64 = 86_400_000_000
    let chart = LabelsOverTimeChart(
      words: ChartWords(title: ""),
      series: [.init(name: "people", style: .human, times: [0, 1, day * 30, day * 30 + 1])])
    let bars = chart.drawing(metrics: metrics).marks.compactMap { mark -> Rectangle? in
      if case .rectangle(let mark) = mark, mark.fill == SeriesStyle.human.fill {
        mark.frame
      } else {
        nil
      }
    }
    // The first one is the sample in the legend.
    #expect(bars.count == 3)
    #expect((bars.last?.x ?? 0) - (bars.dropFirst().first?.maximumX ?? 0) > 500)
  }

  @Test func oneMomentIsASentence() {
    let chart = SampleQualityCharts.overTime(start: SampleQualityCharts.spring, span: 0)
    let texts = chart.drawing(metrics: metrics).texts.map(\.text)
    #expect(
      texts.contains(
        "All dated labels have the same time, 1 Mar 2024, 09:58:20 UTC: "
          + "labelled by people 600, labelled by machine 300."))
  }

  @Test func anyTimeGivesADrawing() {
    for times in [[Int64.min], [Int64.max, Int64.min], [0, Int64.max], [-1, 0]] {
      let chart = LabelsOverTimeChart(
        words: ChartWords(title: ""), series: [.init(name: "people", style: .human, times: times)])
      #expect(!chart.drawing(metrics: metrics).texts.isEmpty)
    }
  }
}
