import PlumbAnalysis
import PlumbLabels
import PlumbText

extension LabelSetSummary {
  /// How many labels the images have, in one line.
  ///
  /// - Parameter noun: What a label is called: "label" or "box".
  func text(_ noun: CountedNoun) -> String {
    let images = imageCount == 1 ? "1 image" : "\(NumberText.whole(imageCount)) images"
    let average = mean.map { " (\(NumberText.decimal($0, places: 2)) an image)" } ?? ""
    let empty = emptyCount == 0 ? "" : ", \(NumberText.whole(emptyCount)) without any"
    return "\(noun.text(labelCount)) on \(images)\(average)\(empty)"
  }

  /// How many images have how many labels, such as "1: 40, 2: 12".
  var sizeText: String {
    let used = sizes.indices.filter { sizes[$0] > 0 }
    let shown = used.prefix(12).map { "\($0): \(NumberText.whole(sizes[$0]))" }
    let rest = used.dropFirst(12).reduce(0) { $0 + sizes[$1] }
    return (shown + (rest > 0 ? ["more: \(NumberText.whole(rest))"] : []))
      .joined(separator: ", ")
  }

  /// The pairs farthest from independence, as lines.
  func pairLines(_ maximum: Int) -> [String] {
    guard !pairs.isEmpty else { return [] }
    var table = TextTable(
      header: ["classes together", "", "images", "expected", "residual"],
      isRight: [false, false, true, true, true])
    for pair in pairs.prefix(maximum) {
      table.append([
        displayName(pair.first, limit: 30), displayName(pair.second, limit: 30),
        NumberText.whole(pair.count), NumberText.decimal(pair.expected, places: 1),
        NumberText.decimal(pair.residual, places: 1),
      ])
    }
    let rest = notablePairCount - maximum
    let listed =
      notablePairCount > Self.mostPairs ? "the first \(NumberText.whole(Self.mostPairs))" : "all"
    return table.lines
      + (rest > 0 ? ["… and \(NumberText.whole(rest)) more pairs; --json lists \(listed)"] : [])
      + [pairNote]
  }

  /// Which pairs of classes were tested and how, as a sentence.
  package var pairNote: String {
    guard let tested = testedPairCount else {
      return "No pairs of classes were tested, because there are more than "
        + "\(NumberText.whole(Self.mostClasses)) classes."
    }
    let pairs = tested == 1 ? "1 pair" : "\(NumberText.whole(tested)) pairs"
    return
      "\(NumberText.whole(notablePairCount)) of \(pairs) of classes occur together more or less "
      + "often than independent classes would, at a false discovery rate of 5 %; the residual is the "
      + "difference in standard errors, which is rough where fewer than 5 images are expected."
  }

  var json: JSONValue {
    .object([
      "images": .integer(imageCount), "labels": .integer(labelCount),
      "mean": .optional(mean), "empty": .integer(emptyCount),
      "sizes": .array(sizes.map(JSONValue.integer)),
      "tested_pairs": testedPairCount.map(JSONValue.integer) ?? .null,
      "notable_pairs": .integer(notablePairCount), "pairs": .array(pairs.map(\.json)),
    ])
  }
}

extension LabelSetSummary.Pair {
  fileprivate var json: JSONValue {
    .object([
      "classes": .array([.string(first), .string(second)]), "count": .integer(count),
      "expected": .number(expected), "residual": .number(residual), "p": .number(p),
    ])
  }
}

/// A noun that is counted.
struct CountedNoun {
  var one: String
  var many: String

  func text(_ count: Int) -> String {
    count == 1 ? "1 \(one)" : "\(NumberText.whole(count)) \(many)"
  }
}

extension LabelKind {
  /// What one label is called.
  var noun: CountedNoun {
    switch self {
    case .single, .multiple: CountedNoun(one: "label", many: "labels")
    case .verdict: CountedNoun(one: "verdict", many: "verdicts")
    case .box: CountedNoun(one: "box", many: "boxes")
    }
  }
}
