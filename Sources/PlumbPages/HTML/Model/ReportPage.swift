import PlumbAnalysis
import PlumbGraphics
import PlumbReports

/// The content of `index.html` as a plain value, without markup or layout.
///
/// Fill in what is known about a job and leave the rest empty: an empty list leaves out its part of
/// the page. Texts are as the manifest has them; the page escapes them and makes invisible
/// characters visible.
///
/// ```swift
/// var page = ReportPage(evidence)
/// page.take(checks)                          // findings, passed and skipped checks
/// page.gallery.suspicions = …                // one a gallery row
/// ```
package struct ReportPage: Sendable {
  /// What the job is called.
  package var title: String
  /// The answer to "are these labels all right?", in the first line of the page.
  package var verdict: Verdict
  /// Key figures, a few words each, in the order of showing.
  package var facts: [Fact] = []
  /// What to know before trusting a number, as sentences.
  package var notes: [String] = []
  /// What was seen, the worst first.
  package var findings: [Finding] = []
  /// Checks that passed.
  package var passedChecks: [PassedCheck] = []
  /// Skipped checks, with reasons.
  package var skippedChecks: [SkippedCheck] = []
  /// The numbers that findings were judged by.
  package var thresholds: [CheckThresholds] = []
  /// Images that a chart or table leads to and that no filter can name, such as those of one cell of
  /// a confusion matrix.
  package var imageSets: [ImageSet] = []
  /// The charts of labels and confidences, in the order of showing.
  package var charts: [Chart] = []
  /// Further parts with charts, such as what workers' answers say; in the order of showing.
  package var sections: [Section] = []
  /// Every image.
  package var gallery: Gallery
  /// Where the numbers come from.
  package var provenance: Provenance

  /// Makes a page; what is not given is left out of it.
  package init(
    title: String, verdict: Verdict, gallery: Gallery, provenance: Provenance
  ) {
    self.title = title
    self.verdict = verdict
    self.gallery = gallery
    self.provenance = provenance
  }
}

extension ReportPage {
  /// The answer in the first line.
  package struct Verdict: Sendable, Hashable {
    /// How the answer sounds.
    package enum Tone: String, Sendable, Hashable, CaseIterable {
      /// Nothing was found.
      case good
      /// Something needs attention.
      case caution
      /// Something is wrong.
      case bad
    }

    /// One sentence.
    package var text: String
    /// Details, such as what was skipped; may be empty.
    package var detail: String
    /// How it sounds.
    package var tone: Tone

    /// Makes a verdict.
    package init(text: String, detail: String = "", tone: Tone) {
      self.text = text
      self.detail = detail
      self.tone = tone
    }
  }

  /// A key figure.
  package struct Fact: Sendable, Hashable {
    /// What it is, in a word or two.
    package var name: String
    /// The figure.
    package var value: String

    /// Makes a fact.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Something that was seen.
  package struct Finding: Sendable, Hashable {
    /// The stable name of what looked: small letters, digits and hyphens; unique on the page.
    package var id: String
    /// How much it weighs.
    package var severity: Severity
    /// What it is, in a few words.
    package var title: String
    /// What was seen, in a sentence each, with its numbers; the worst first.
    package var messages: [String]
    /// Why it matters, in a sentence or two; may be empty.
    package var why = ""
    /// A command that acts on it; may be empty.
    package var command = ""
    /// The images that it is about, the worst first; may be empty.
    ///
    /// The first ones are shown as pictures, all of them can be looked at in the gallery.
    package var places: [Place] = []
    /// Lines of the manifest that it is about and that have no image, as texts; the first ones.
    package var otherLines: [String] = []
    /// Whether it is on most rows: it then describes the whole set, and is shown collapsed.
    package var isCollapsed = false

    /// The rows of the dataset that it is about, the worst first.
    package var rows: [Int] { places.map(\.row) }
  }

  /// An image that a finding is about.
  package struct Place: Sendable, Hashable {
    /// The row of the dataset.
    package var row: Int
    /// What is to be said about it; may be empty.
    package var note: String

    /// Makes a place.
    package init(_ row: Int, note: String = "") {
      self.row = row
      self.note = note
    }
  }

  /// A part of the page with a heading of its own.
  package struct Section: Sendable {
    /// A stable name: small letters, digits and hyphens; unique on the page.
    package var id: String
    /// Its heading.
    package var title: String
    /// Key figures.
    package var facts: [Fact] = []
    /// What to know before trusting them, as sentences.
    package var notes: [String] = []
    /// Images that it is about, the worst first, which the gallery shows under its id; may be empty.
    package var places: [Place] = []
    /// What leads to all of them, in a few words; nothing leads there where it is empty.
    package var placesLink = ""
    /// Its charts.
    package var charts: [Chart] = []

    /// Makes an empty section.
    package init(id: String, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// A set of images that are viewed together.
  package struct ImageSet: Sendable, Hashable {
    /// A stable name: small letters, digits and hyphens; no finding of the page may have it.
    package var id: String
    /// What they have in common, in a few words, such as "labelled cat, answered dog".
    package var title: String
    /// Rows of the dataset, in viewing order.
    package var rows: [Int]

    /// Makes a set; ``GalleryFilter/finding`` takes its id.
    package init(id: String, title: String, rows: [Int]) {
      self.id = id
      self.title = title
      self.rows = rows
    }
  }

  /// A check that passed.
  package struct PassedCheck: Sendable, Hashable {
    /// What looked.
    package var name: String
    /// What it asked.
    package var question: String

    /// Makes a check that passed.
    package init(name: String, question: String) {
      self.name = name
      self.question = question
    }
  }

  /// A check that was skipped.
  package struct SkippedCheck: Sendable, Hashable {
    /// What would have looked; several where one reason kept them all.
    package var names: [String]
    /// Why it could not, as a sentence without a full stop.
    package var reason: String

    /// Makes a skipped check.
    package init(names: [String], reason: String) {
      self.names = names
      self.reason = reason
    }
  }

  /// The numbers that one check judged by.
  package struct CheckThresholds: Sendable, Hashable {
    /// The check.
    package var name: String
    /// Its numbers, by name.
    package var values: [Fact]

    /// Puts them together.
    package init(name: String, values: [Fact]) {
      self.name = name
      self.values = values
    }
  }

  /// Where the numbers come from, for the foot of the page.
  package struct Provenance: Sendable, Hashable {
    /// What the manifest is called.
    package var manifest: String
    /// The SHA-256 of the manifest, unpacked, as 64 hexadecimal digits; nil if unknown.
    ///
    /// Marks are kept in the browser under it: without it, under the name of the manifest.
    package var contentHash: String?
    /// The label attribute.
    package var attribute: String
    /// The version of the program; nil if unknown.
    package var version: String?
    /// What drove every random choice.
    package var seed: UInt64 = 0
    /// Where thresholds and definitions of the checks are from; empty where none were run.
    package var checkSetup = ""
    /// Names of files beside the page that it links to; empty where it stands alone.
    package var files: [String] = []
  }
}
