import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports
import PlumbText

extension VotesPerLabel {
  /// What the figure of sets of classes shows, as a sentence.
  static let meaningForSets =
    "Images by each class of their label and by how many workers chose it, such as 4 of 5."

  /// The same for sets of classes: each class of a label has its own votes.
  func chart(_ votes: Votes, of sets: AnswerSets, _ evidence: Evidence) -> VotesPerLabelChart {
    let tallies = ClassVoteTallies(votes, of: sets, evidence.labels)
    let names = evidence.labels.classNames
    let order = names.indices.filter { tallies.sizes[$0] > 0 }
      .sorted { (-tallies.sizes[$0], $0) < (-tallies.sizes[$1], $1) }
    var chart = VotesPerLabelChart(
      words: ChartWords(
        title: "\(evidence.title): votes per label", subtitle: Self.meaningForSets),
      classes: order.map { names[$0] },
      splits: tallies.shares.map { share in
        VotesPerLabelChart.Split(
          name: "\(share.count) of \(share.total)",
          counts: order.map { tallies.images[share]?[$0] ?? 0 })
      })
    chart.shadeNote = "the darker, the fewer of the workers chose the class"
    chart.lastSplitsName = "smaller shares"
    return chart
  }
}

/// For each class, the images labelled with it, counted by the share of their workers who chose it.
private struct ClassVoteTallies {
  /// Workers who chose a class, of those who answered.
  struct Share: Hashable {
    var count: Int
    var total: Int
  }

  /// Images by share, for each class of the labels.
  private(set) var images: [Share: [Int]] = [:]
  /// Images with answers that are labelled with each class.
  private(set) var sizes: [Int]

  init(_ votes: Votes, of sets: AnswerSets, _ dataset: Dataset) {
    sizes = dataset.classNames.map { _ in 0 }
    for row in 0..<dataset.count where dataset.kinds[row] == .labelled {
      let chosen = votes.answers(of: row).map { sets.members[Int(votes.classes[$0])] }
      guard !chosen.isEmpty else { continue }
      for id in dataset.classIDs(ofRow: row) {
        let share = Share(count: chosen.count { $0.contains(id) }, total: chosen.count)
        images[share, default: sizes.map { _ in 0 }][id] += 1
        sizes[id] += 1
      }
    }
  }

  /// From clear to contested: by the share of workers, then by their number, the highest first.
  var shares: [Share] {
    images.keys.sorted { one, other in
      let (left, right) = (one.count * other.total, other.count * one.total)
      return left != right ? left > right : one.total > other.total
    }
  }
}
