import PlumbAnalysis
import PlumbLabels
import PlumbText

/// The labels of a CSV file with the columns task, label and confidence, and what is suspected.
struct SuspectTable {
  private let file: VoteFile
  private let evidence: SuspectEvidence

  /// Puts labels to the tasks of votes; tasks without a label have none.
  init(_ bytes: [UInt8], _ file: VoteFile) throws(FormatError) {
    var reader = CSVReader(bytes)
    let header = try reader.next()?.cells.map { String(decoding: $0, as: UTF8.self) }
    guard header == ["task", "label", "confidence"] else {
      throw FormatError(line: 1, "the header must be task,label,confidence")
    }
    var rows = Dictionary(uniqueKeysWithValues: zip(file.tasks, 0...))
    let classes = Dictionary(uniqueKeysWithValues: zip(file.votes.classNames, Int32(0)...))
    var labels = [Int32](repeating: -1, count: file.tasks.count)
    var confidences = [Double](repeating: .nan, count: file.tasks.count)
    while let record = try reader.next() {
      let cells = record.cells.map { String(decoding: $0, as: UTF8.self) }
      guard cells.count == 3, let row = rows.removeValue(forKey: cells[0]) else { continue }
      labels[row] = classes[cells[1]] ?? -1
      confidences[row] = Double(cells[2]) ?? .nan
    }
    var evidence = SuspectEvidence(
      labels: labels, classNames: file.votes.classNames, votes: file.votes)
    evidence.confidences = confidences
    (self.file, self.evidence) = (file, evidence)
  }

  /// Task, score and reasons, the most suspect first.
  func text() -> String {
    let ranking = SuspectRanking(evidence)
    for column in ranking.columns {
      say("\(column.suspicion.name): \(column.result.reason ?? "\(column.rows) labels")")
    }
    var text = "task,score,reasons\n"
    for row in ranking.order {
      let words = ranking.reasons(for: row, all: true).map {
        $0.words({ evidence.classNames[$0] }, line: { $0 + 1 })
      }
      let score = ranking.scores[row] ?? .nan
      text += "\(file.tasks[row]),\(score),\"\(words.joined(separator: "; "))\"\n"
    }
    return text
  }
}
