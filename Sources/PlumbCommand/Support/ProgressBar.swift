import PlumbText

/// A one-line progress bar; silent with `--quiet`, and if the terminal is not interactive.
struct ProgressBar {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?
  private var step = ""
  private var stepStart = ContinuousClock.now

  private static let interval = Duration.milliseconds(100)

  /// Makes a bar.
  ///
  /// - Parameter quiet: Whether the user requested silence.
  init(quiet: Bool) { isShown = !quiet && Terminal.isInteractive }

  /// Shows how much of a step is done.
  ///
  /// - Parameter note: What else there is to say, behind the rest.
  mutating func show(_ step: String, _ done: Int, of total: Int, note: String = "") {
    guard isShown else { return }
    let now = ContinuousClock.now
    if step != self.step {
      self.step = step
      stepStart = now
      lastDrawn = nil
    }
    if let lastDrawn, now - lastDrawn < Self.interval, done < total { return }
    lastDrawn = now
    let rest = note.isEmpty ? "" : ", \(note)"
    Terminal.draw("\r\u{1B}[K" + line(done, of: total, at: now) + rest)
  }

  /// Takes the line away.
  func clear() {
    if isShown { Terminal.draw("\r\u{1B}[K") }
  }

  private func line(_ done: Int, of total: Int, at now: ContinuousClock.Instant) -> String {
    let width = 24
    let filled = total > 0 ? done * width / total : width
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let counts = "\(NumberText.whole(done)) of \(NumberText.whole(total))"
    return "\(step) \(bar) \(counts)\(rate(done, of: total, at: now))"
  }

  private func rate(_ done: Int, of total: Int, at now: ContinuousClock.Instant) -> String {
    let elapsed = (now - stepStart) / .seconds(1)
    guard elapsed > 0.5, done > 0 else { return "" }
    let perSecond = Double(done) / elapsed
    let left = Double(total - done) / perSecond
    return
      ", \(NumberText.whole(Int(perSecond))) a second, \(NumberText.whole(Int(left.rounded(.up)))) s left"
  }
}
