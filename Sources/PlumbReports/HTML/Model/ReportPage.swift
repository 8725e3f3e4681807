import PlumbGraphics

/// Everything that `index.html` says, as a plain value: no markup, no places.
///
/// Whoever has something to say about a job fills in what they have and leaves the rest as it is:
/// an empty list leaves its part of the page out. Texts are as the manifest has them; the page
/// escapes them and makes invisible characters visible.
///
/// ```swift
/// var page = ReportPage(evidence)
/// page.findings = checks.map { … }          // worst first
/// page.skippedChecks = …                     // never silently passed
/// page.gallery.suspicions = …                // one a gallery row
/// page.verdict = ReportPage.Verdict(page.findings, …)
/// ```
public struct ReportPage: Sendable {
  /// What the job is called.
  public var title: String
  /// The answer to "are these labels all right?", in the first line of the page.
  public var verdict: Verdict
  /// Key figures, a few words each, in the order of showing.
  public var facts: [Fact] = []
  /// What to know before trusting a number, as sentences.
  public var notes: [String] = []
  /// What was seen, the worst first.
  public var findings: [Finding] = []
  /// What was not looked at, and why.
  public var skippedChecks: [SkippedCheck] = []
  /// The charts, in the order of showing.
  public var charts: [Chart] = []
  /// Every image.
  public var gallery: Gallery
  /// Where the numbers come from.
  public var provenance: Provenance

  /// Makes a page; what is not given is left out of it.
  public init(
    title: String, verdict: Verdict, gallery: Gallery, provenance: Provenance
  ) {
    self.title = title
    self.verdict = verdict
    self.gallery = gallery
    self.provenance = provenance
  }
}

extension ReportPage {
  /// How much something weighs; a later case weighs more.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Worth knowing; nothing has to be done.
    case note
    /// Probably wrong, or something to know before the labels are used.
    case warning
    /// Wrong: data is lost, or a model that is trained on it learns something false.
    case error
  }

  /// The answer in the first line.
  public struct Verdict: Sendable, Hashable {
    /// How the answer sounds.
    public enum Tone: String, Sendable, Hashable, CaseIterable {
      /// Nothing was found.
      case good
      /// Something is to be looked at.
      case caution
      /// Something is wrong.
      case bad
    }

    /// One sentence.
    public var text: String
    /// What the sentence does not say, such as what was not looked at; may be empty.
    public var detail: String
    /// How it sounds.
    public var tone: Tone

    /// Makes a verdict.
    public init(text: String, detail: String = "", tone: Tone) {
      self.text = text
      self.detail = detail
      self.tone = tone
    }
  }

  /// A key figure.
  public struct Fact: Sendable, Hashable {
    /// What it is, in a word or two.
    public var name: String
    /// The figure.
    public var value: String

    /// Makes a fact.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Something that was seen.
  public struct Finding: Sendable, Hashable {
    /// The stable name of what looked: small letters, digits and hyphens; unique on the page.
    public var id: String
    /// How much it weighs.
    public var severity: Severity
    /// What it is, in a few words.
    public var title: String
    /// What was seen, in a sentence or two, with its numbers.
    public var message: String
    /// Why it matters, in a sentence or two; may be empty.
    public var why: String
    /// A command that acts on it; may be empty.
    public var command: String
    /// The rows of the dataset that it is about, the worst first; may be empty.
    ///
    /// The first ones are shown as pictures, all of them can be looked at in the gallery.
    public var rows: [Int]
    /// Whether it is on so many rows that it tells how the set is made, and is shown folded.
    public var isCollapsed: Bool

    /// Makes a finding.
    public init(
      id: String, severity: Severity, title: String, message: String, why: String = "",
      command: String = "", rows: [Int] = [], isCollapsed: Bool = false
    ) {
      self.id = id
      self.severity = severity
      self.title = title
      self.message = message
      self.why = why
      self.command = command
      self.rows = rows
      self.isCollapsed = isCollapsed
    }
  }

  /// Something that was not looked at.
  public struct SkippedCheck: Sendable, Hashable {
    /// What would have looked.
    public var name: String
    /// Why it could not, as a sentence.
    public var reason: String

    /// Makes a skipped check.
    public init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// Where the numbers come from, for the foot of the page.
  public struct Provenance: Sendable, Hashable {
    /// What the manifest is called.
    public var manifest: String
    /// The SHA-256 of the manifest, unpacked, as 64 hexadecimal digits; nil where it is not known.
    ///
    /// Marks are kept in the browser under it: without it, under the name of the manifest.
    public var contentHash: String?
    /// The label attribute.
    public var attribute: String
    /// The version of the program; nil where it is not known.
    public var version: String?
    /// What drove every random choice.
    public var seed: UInt64
    /// Thresholds that findings were judged by, by name.
    public var thresholds: [Fact]
    /// Names of files beside the page that it links to; empty where it stands alone.
    public var files: [String]

    /// Makes the account.
    public init(
      manifest: String, contentHash: String? = nil, attribute: String, version: String? = nil,
      seed: UInt64 = 0, thresholds: [Fact] = [], files: [String] = []
    ) {
      self.manifest = manifest
      self.contentHash = contentHash
      self.attribute = attribute
      self.version = version
      self.seed = seed
      self.thresholds = thresholds
      self.files = files
    }
  }
}
