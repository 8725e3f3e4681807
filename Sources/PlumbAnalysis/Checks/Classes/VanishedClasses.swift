import PlumbLabels
import PlumbSystem

/// Classes that were used for a while and then never again.
struct VanishedClasses: Check {
  private static let silence = Threshold(
    "silence", 0.25, in: 0...1,
    meaning: "a class is reported if it is absent from this final share of the labels")
  private static let chance = Threshold(
    "chance", 0.001, in: 0...1,
    meaning:
      "and only if any class would be absent that long by chance with at most this probability")

  var description: CheckDescription {
    CheckDescription(
      id: "vanished-classes", group: .classes, severity: .warning,
      question: "Are all classes used until the end of the job?",
      importance: """
        A class that disappears may have been removed from the list, renamed, or forgotten by the \
        workers: later labels then mean something different from earlier ones.
        """, thresholds: [Self.silence, Self.chance],
      command: "plumb export JOB --format csv | cut -d, -f4,7 | sort -t, -k2")
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    let orders: [TimeOrder]
    switch TimeOrder.all(evidence) {
    case .failure(let none): return .skipped(none.reason)
    case .success(let usable): orders = usable
    }
    var findings: [Finding] = []
    var sourcesInTurn = 0
    for order in orders {
      let uses = ClassUses(order, evidence)
      let classCount = uses.counts.count { $0 > 0 }
      let vanished = self.vanished(uses, thresholds, classCount: classCount)
      // Then the labels were made class by class, which is the subject of order-effects.
      if vanished.count * 2 >= classCount {
        sourcesInTurn += 1
      } else {
        findings += vanished.map {
          finding(ofClass: $0, in: uses, evidence: evidence, of: classCount)
        }
      }
    }
    if sourcesInTurn == orders.count {
      return .skipped("the labels were made class by class: see order-effects")
    }
    return CheckOutcome(findings)
  }

  /// The classes that stopped, the one that stopped first in front.
  private func vanished(
    _ uses: ClassUses, _ thresholds: Thresholds, classCount: Int
  ) -> [Int] {
    let limit = thresholds[Self.chance] / Double(max(1, classCount))
    return uses.counts.indices.filter { id in
      uses.counts[id] > 0 && uses.silence(id) >= thresholds[Self.silence]
        && uses.chanceOfSilence(id) <= limit
    }.sorted { (uses.silence($1), $0) < (uses.silence($0), $1) }
  }

  private func finding(
    ofClass id: Int, in uses: ClassUses, evidence: CheckEvidence, of total: Int
  ) -> Finding {
    let last = uses.order.rows[uses.last[id]]
    let date = evidence.dataset.row(last).date?.description ?? ""
    let later = uses.order.rows.count - uses.last[id] - 1
    return finding(
      """
      \(name: evidence.dataset.classNames[id]) was used \(uses.counts[id], "time") by \
      \(words: uses.order.source.noun) until \(words: date), and for none of the \
      \(later, "image") after that
      """, count: 1, of: total, places: [evidence.place(last, "the last one")],
      details: [
        FindingDetail("class", .text(evidence.dataset.classNames[id])),
        FindingDetail("source", .text(uses.order.source.rawValue)),
        FindingDetail("labels", .whole(uses.counts[id])), FindingDetail("later", .whole(later)),
      ])
  }
}

/// When each class was used.
private struct ClassUses {
  let order: TimeOrder
  /// Images of each class.
  var counts: [Int]
  /// The place of its last image in the order of time; -1 if there is none.
  var last: [Int]

  init(_ order: TimeOrder, _ evidence: CheckEvidence) {
    self.order = order
    counts = Array(repeating: 0, count: evidence.dataset.classNames.count)
    last = Array(repeating: -1, count: counts.count)
    for (place, row) in order.rows.enumerated() {
      for id in evidence.classes(ofRow: row, by: order.source) {
        counts[id] += 1
        last[id] = place
      }
    }
  }

  /// The share of all images that came after the class's last.
  func silence(_ id: Int) -> Double {
    Double(order.rows.count - last[id] - 1) / Double(order.rows.count)
  }

  /// The probability of such a long absence if the order is random: all of the class's labels fall
  /// into the part before it.
  func chanceOfSilence(_ id: Int) -> Double { pow(1 - silence(id), Double(counts[id])) }
}
