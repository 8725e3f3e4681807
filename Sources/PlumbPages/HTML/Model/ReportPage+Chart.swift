import PlumbGraphics
import PlumbReports

extension ReportPage {
  /// A chart with the numbers behind it.
  ///
  /// Bars and cells that lead to images are `link` marks of the drawing, with the address of a
  /// ``GalleryFilter``: `Mark.link(frame, uri: filter.address)`.
  package struct Chart: Sendable {
    /// One way to draw it, such as on a logarithmic axis.
    package struct View: Sendable {
      /// What distinguishes it from the other variants, in a word or two; empty if there is only
      /// one.
      package var name: String
      /// The chart as an element of SVG.
      let svg: String
      /// Its natural width in points.
      let width: Double
      /// Whether it keeps its colours on white, even on a dark page.
      let isOnPaper: Bool

      /// Renders a drawing.
      ///
      /// - Parameters:
      ///   - name: What distinguishes it from the other variants.
      ///   - drawing: The drawing.
      package init(name: String = "", _ drawing: Drawing) {
        self.name = name
        // The page is the ground, dark or light.
        svg = SVGRenderer.render(
          Drawing(
            size: drawing.size, background: nil, title: drawing.title,
            alternativeText: drawing.alternativeText, marks: drawing.marks))
        width = drawing.size.width
        isOnPaper = !PageColours.areKnown(svg)
      }
    }

    /// A stable name: small letters, digits and hyphens; unique on the page.
    package var id: String
    /// What it shows, in a few words.
    package var title: String
    /// What to know about it; may be empty.
    package var caption: String
    /// The reader chooses where there are several; with none the chart is its table alone.
    package var views: [View]
    /// The numbers behind it.
    package var table: Table

    /// Makes a chart.
    package init(id: String, title: String, caption: String = "", views: [View], table: Table) {
      self.id = id
      self.title = title
      self.caption = caption
      self.views = views
      self.table = table
    }
  }

  /// Numbers in rows and columns.
  package struct Table: Sendable, Hashable {
    /// One cell.
    package struct Cell: Sendable, Hashable {
      /// Its text.
      package var text: String
      /// The images behind it, if there are any.
      package var filter: GalleryFilter?

      /// Makes a cell.
      package init(_ text: String, filter: GalleryFilter? = nil) {
        self.text = text
        self.filter = filter
      }
    }

    /// The names of the columns; the first column has the names of the rows.
    package var header: [String]
    /// As many cells in each row as the header has.
    package var rows: [[Cell]]

    /// Makes a table.
    package init(header: [String], rows: [[Cell]]) {
      self.header = header
      self.rows = rows
    }
  }

  /// Some of the images, as an address in the page.
  ///
  /// The script reads the same address: see `address.js`.
  package struct GalleryFilter: Sendable, Hashable {
    /// Numbers of classes in ``Gallery/dataset``; empty for all.
    package var classes: [Int]
    /// Whether an image has to have all of ``classes`` and not just one of them.
    package var hasAllClasses = false
    /// The number of classes of an image; nil for any.
    package var classCount: Int?
    /// Who gave the labels, `human` or `machine`; nil for both.
    package var source: String?
    /// The id of a finding or of an ``ImageSet``; nil for all.
    package var finding: String?
    /// The row of the dataset that is shown large at once; nil for none.
    package var row: Int?
    /// Whether images are grouped by class, and not in the order of the finding alone.
    package var isGrouped: Bool

    /// Makes a filter; by default for everything.
    package init(
      classes: [Int] = [], source: String? = nil, finding: String? = nil, row: Int? = nil,
      isGrouped: Bool = true
    ) {
      self.classes = classes
      self.source = source
      self.finding = finding
      self.row = row
      self.isGrouped = isGrouped
    }

    /// The address: a fragment, in ASCII without signs that a link would have to escape.
    package var address: String {
      var parts: [String] = []
      if !classes.isEmpty {
        parts.append("class=" + classes.map(String.init).joined(separator: "."))
      }
      if hasAllClasses { parts.append("match=all") }
      if let classCount { parts.append("labels=\(classCount)") }
      if let source { parts.append("source=" + source) }
      if let finding { parts.append("finding=" + finding) }
      if !isGrouped { parts.append("group=no") }
      if let row { parts.append("row=\(row)") }
      return "#images" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }
  }
}
