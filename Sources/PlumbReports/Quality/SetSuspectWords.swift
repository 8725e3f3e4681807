import PlumbAnalysis
import PlumbLabels
import PlumbText

extension SetSuspects {
  /// How many classes of an image are listed that are only worth a look.
  private static let listedClasses = 3

  /// How many images were judged.
  package var judgedCount: Int { qualities.count { $0 != nil } }

  /// Why an image is suspected, as parts of sentences with escaped names.
  ///
  /// One for each class that is probably superfluous or missing, or else for the first three that may be.
  package func reasons(_ suspect: Suspect) -> [String] {
    let wrong = suspect.classes.filter(\.isProbablyWrong)
    return (wrong.isEmpty ? Array(suspect.classes.prefix(Self.listedClasses)) : wrong).map(words)
  }

  private func words(_ one: ClassSuspect) -> String {
    let verb = one.isProbablyWrong ? "is probably" : "may be"
    let votes = one.votes.map {
      "\(NumberText.whole($0.count)) of \(NumberText.counted($0.total, "worker")) chose it"
    }
    let model = source == .predictions ? "your model gives it \(decimal(one.probability))" : nil
    let reasons = [model, votes].compactMap(\.self).joined(separator: "; ")
    return "\(tableName(classNames[one.classID])) \(verb) \(one.kind): \(reasons)"
  }
}

extension SetSuspects.Source {
  /// What is examined.
  package var title: String {
    switch self {
    case .predictions: "what your model says about each class"
    case .answers: "how many workers chose each class, with the label as one more answer"
    }
  }
}

extension SetSuspects.ClassSuspect {
  /// One word: the label has the class although it should not, or lacks it.
  var kind: String { isLabelled ? "superfluous" : "missing" }
}

extension Dataset {
  /// The classes of a row's label for people, escaped; "no class" for an empty set.
  package func setWords(ofRow row: Int) -> String {
    let names = classIDs(ofRow: row).map { tableName(classNames[$0]) }
    return names.isEmpty ? "no class" : names.joined(separator: ", ")
  }
}
