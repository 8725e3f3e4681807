import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbText

/// The part of the page about labels with several classes per image that may be wrong, and what the gallery
/// says about each of them.
struct SetSuspectPage {
  private let ranking: SetSuspects?
  private let quality: JobQuality
  private let gallery: ReportPage.Gallery

  /// - Parameters:
  ///   - ranking: The labels, or why they are not ranked.
  ///   - quality: What else is concluded about them.
  ///   - gallery: The images of the page.
  init(
    _ ranking: Measured<SetSuspects>, of quality: JobQuality, _ gallery: ReportPage.Gallery
  ) {
    (self.ranking, self.quality, self.gallery) = (ranking.value, quality, gallery)
  }

  /// By position of the gallery; empty if the labels are not ranked.
  var suspicions: [ReportPage.Suspicion?] {
    guard let ranking else { return [] }
    var suspicions = [ReportPage.Suspicion?](repeating: nil, count: gallery.rows.count)
    for suspect in ranking.suspects {
      guard let position = gallery.position(of: suspect.row) else { continue }
      suspicions[position] = ReportPage.Suspicion(
        score: suspect.score, isProbablyWrong: suspect.isProbablyWrong,
        reasons: ranking.reasons(suspect))
    }
    return suspicions
  }

  var section: ReportPage.Section {
    var section = ReportPage.Section(id: "suspects", title: "Suspected label errors")
    guard let ranking else {
      section.notes =
        quality.missing + [
          "With the probabilities of a model, plumb suspects --predictions lists the classes that are "
            + "probably superfluous or missing."
        ]
      return section
    }
    let found = ranking.suspects.prefix(ranking.probablyWrongCount)
    section.facts = facts(ranking, found)
    section.notes = [Self.meaning] + quality.missing
    section.places = found.map {
      ReportPage.Place($0.row, note: ranking.reasons($0).joined(separator: "; "))
    }
    guard !found.isEmpty else { return section }
    section.placesLink =
      "Review the \(counted(found.count, "image")) with a class that is probably superfluous or "
      + "missing"
    return section
  }

  private func facts(
    _ ranking: SetSuspects, _ found: ArraySlice<SetSuspects.Suspect>
  ) -> [ReportPage.Fact] {
    let labelled = gallery.dataset.kinds.count { $0 == .labelled }
    let classes = found.flatMap(\.classes).filter(\.isProbablyWrong)
    let superfluous = classes.count(where: \.isLabelled)
    return [
      .init(
        "probably wrong",
        "\(NumberText.whole(found.count)) of \(counted(labelled, "labelled image"))"),
      .init(
        "classes of these",
        "\(NumberText.whole(superfluous)) probably superfluous, "
          + "\(NumberText.whole(classes.count - superfluous)) probably missing"),
      .init("judged by", "\(ranking.source.title): \(counted(ranking.judgedCount, "image"))"),
    ]
  }

  private static let meaning =
    "Probably wrong means that at least one class has a score of at least "
    + "\(decimal(SuspectRanking.probablyWrong)): the evidence that the label is wrong about this class is "
    + "at least as strong as the evidence that it is right. The score of an image combines those of its "
    + "classes. Under Images, \"most suspected\" shows these images first, then those that are worth a "
    + "look but not counted as wrong. Do not use a review of the top of the list to estimate the error "
    + "rate."
}
