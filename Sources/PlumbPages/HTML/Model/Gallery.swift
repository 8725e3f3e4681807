import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbSystem
import PlumbText

extension ReportPage {
  /// Every image that can be looked through, with what is known about it.
  ///
  /// The labels are those of ``dataset``. What comes from elsewhere is optional: fill in
  /// ``suspicions`` or ``splits``, one element a position, and the gallery offers to sort and filter
  /// by it.
  package struct Gallery: Sendable {
    /// The labels.
    package var dataset: Dataset
    /// The rows of the dataset that are shown, ascending; a *position* is an index of this.
    package var rows: [Int]
    /// What the images are like, by position; empty if they are not at hand.
    package var images = GalleryImages()
    /// Where thumbnails are, and where the images themselves may be found.
    package var pictures = Pictures()
    /// How much each label is suspected, by position; nil for an image that was not judged, and
    /// empty if nothing was.
    package var suspicions: [Suspicion?] = []
    /// What workers answered, by position; nil if there are no answers, empty if there are none at
    /// all.
    package var splits: [WorkerSplit?] = []

    /// Makes a gallery of rows without pictures.
    package init(dataset: Dataset, rows: [Int]) {
      self.dataset = dataset
      self.rows = rows
    }

    /// The position of a row of the dataset; nil if it is not shown.
    func position(of row: Int) -> Int? {
      let position = rows.partitioningIndex { $0 >= row }
      return position < rows.count && rows[position] == row ? position : nil
    }
  }

  /// How much a label is suspected, and why.
  package struct Suspicion: Sendable, Hashable {
    /// From 0 to 1; of labels that are all probably wrong, or all not, the highest is reviewed first.
    package var score: Double
    /// Whether the label is probably wrong, and not only worth a look.
    package var isProbablyWrong: Bool
    /// The reasons, as short sentences; few different ones for all images together.
    package var reasons: [String]
    /// The number of the class that is likelier than the label; nil if none is.
    package var classID: Int?

    /// Makes a suspicion.
    package init(
      score: Double, isProbablyWrong: Bool, reasons: [String], classID: Int? = nil
    ) {
      self.score = score
      self.isProbablyWrong = isProbablyWrong
      self.reasons = reasons
      self.classID = classID
    }
  }

  /// How workers' answers about one image are spread.
  package struct WorkerSplit: Sendable, Hashable {
    /// Answers for one class.
    package struct Part: Sendable, Hashable {
      /// What the class is called; workers may have answered one that no label has.
      package var name: ByteString
      /// How many answers there are, 1 or more.
      package var count: Int

      /// Makes a part.
      package init(name: String, count: Int) {
        self.name = ByteString(name)
        self.count = count
      }
    }

    /// The classes with answers, the most frequent first.
    package var parts: [Part]

    /// Makes a split.
    package init(_ parts: [Part]) { self.parts = parts }

    /// The counts alone, as in "3–1–1"; full agreement of five is "5–0", a single answer "1".
    package var pattern: String {
      let counts = parts.map(\.count)
      let all = counts.count == 1 && counts[0] > 1 ? counts + [0] : counts
      return all.map(String.init).joined(separator: "–")
    }
  }

  /// Where the pictures of a page are.
  package struct Pictures: Sendable {
    /// Where thumbnails are.
    package enum Place: Sendable, Hashable {
      /// There are none.
      case nowhere
      /// Files of the folder `thumbs` beside the page; in large folders one below for each of the
      /// first two digits of a name.
      case files(isSharded: Bool)
      /// In the page itself.
      case page
    }

    /// Where thumbnails are.
    package var place = Place.nowhere
    /// The relative path from the page to the folder of images, in which the large view looks for
    /// the image itself; nil for nowhere.
    package var imageFolder: String?
    /// Why some images have no picture although they could be read; empty if none is missing.
    package var note = ""

    /// No pictures.
    package init() {}
  }
}

/// What images are like, as columns: one element a position of the gallery.
package struct GalleryImages: Sendable {
  /// Names of thumbnails: the first 64 bits of the SHA-256 of the image's file; 0 for none.
  package private(set) var thumbnails: [UInt64] = []
  /// Widths as shown, in pixels; 0 where it is not known.
  package private(set) var widths: [UInt16] = []
  /// Heights as shown, in pixels; 0 where it is not known.
  package private(set) var heights: [UInt16] = []
  /// Sizes of the files in bytes; 0 where it is not known.
  package private(set) var byteCounts: [UInt32] = []
  /// Why there is no picture; nil if there is one.
  package private(set) var failures: [ImageFailureCode?] = []
  /// Whether the picture may not be the one that was meant: its file is cut off or damaged.
  package private(set) var warnings: [Bool] = []
  /// Whether the picture shows a small range of 16-bit values, which was stretched to be visible.
  package private(set) var stretched: [Bool] = []

  /// No images.
  package init() {}

  /// Creates empty data for a number of positions.
  package init(count: Int) {
    thumbnails = Array(repeating: 0, count: count)
    widths = Array(repeating: 0, count: count)
    heights = widths
    byteCounts = Array(repeating: 0, count: count)
    failures = Array(repeating: nil, count: count)
    warnings = Array(repeating: false, count: count)
    stretched = warnings
  }

  /// How many positions there are.
  package var count: Int { thumbnails.count }

  /// Whether any image has a picture or a reason for having none.
  var isEmpty: Bool { thumbnails.isEmpty }

  /// Records the outcome of an image.
  ///
  /// - Parameters:
  ///   - outcome: Its outcome.
  ///   - position: Its position.
  ///   - thumbnail: The name of its thumbnail; 0 for none.
  mutating func set(_ outcome: ImageOutcome, at position: Int, thumbnail: UInt64) {
    thumbnails[position] = thumbnail
    switch outcome {
    case .failed(let failure): failures[position] = failure.code
    case .shown(_, let facts):
      widths[position] = UInt16(clamping: facts.width)
      heights[position] = UInt16(clamping: facts.height)
      byteCounts[position] = UInt32(clamping: facts.byteCount)
      warnings[position] = facts.isDamaged
      stretched[position] = facts.notes.contains(.smallRange)
    }
  }

  /// Takes a thumbnail away, such as one that the page has no room for.
  mutating func dropThumbnail(at position: Int) { thumbnails[position] = 0 }
}
