import PlumbGraphics
import PlumbReports
import PlumbText

/// A part with charts, each with a table behind it.
struct SectionPart {
  let section: ReportPage.Section
  let page: ReportPage
  let pictures: PagePictures

  /// Charts up to this natural width, in points, are placed side by side.
  private static let widestNarrow = 480.0

  var node: HTMLNode {
    guard !section.isEmpty else { return .nothing }
    let title = section.id + "-title"
    return .tag(
      .section, [HTMLAttribute(.id, section.id), HTMLAttribute(.aria_labelledby, title)],
      [
        .tag(.h2, [HTMLAttribute(.id, title)], [.sentence(section.title)]),
        .facts(section.facts), places, notes,
        section.charts.isEmpty
          ? .nothing : .tag(.div, class: "charts", section.charts.map(figure)),
      ])
  }

  /// The first images, and a link to all of them.
  private var places: HTMLNode {
    guard !section.places.isEmpty else { return .nothing }
    let filter = ReportPage.GalleryFilter(finding: section.id, isGrouped: false)
    return .tag(
      .div, class: "places",
      [
        PictureStrip(page, pictures, set: section.id).node(section.places),
        section.placesLink.isEmpty
          ? .nothing
          : .tag(
            .p, class: "actions",
            [.tag(.a, [.href(PageAddress(filter))], [.sentence(section.placesLink)])]),
      ])
  }

  private var notes: HTMLNode {
    guard !section.notes.isEmpty else { return .nothing }
    return .tag(
      .ul, class: "notes", section.notes.map { .tag(.li, [], [.sentence($0)]) })
  }

  private func figure(_ chart: ReportPage.Chart) -> HTMLNode {
    let isNarrow =
      !chart.views.isEmpty && chart.views.allSatisfy { $0.width <= Self.widestNarrow }
    return .tag(
      .figure,
      [
        HTMLAttribute(.class, isNarrow ? "chart narrow" : "chart wide"),
        HTMLAttribute(.id, "chart-" + chart.id),
      ],
      [caption(chart), choice(chart)]
        + chart.views.map {
          .tag(.div, class: $0.isOnPaper ? "view paper" : "view", [.chart($0)])
        } + [table(chart)])
  }

  private func caption(_ chart: ReportPage.Chart) -> HTMLNode {
    .tag(
      .figcaption, [],
      [.tag(.h3, [], [.sentence(chart.title)])]
        + (chart.caption.isEmpty ? [] : [.tag(.p, class: "quiet", [.sentence(chart.caption)])]))
  }

  /// Works without a script: the style sheet hides the views that are not chosen.
  private func choice(_ chart: ReportPage.Chart) -> HTMLNode {
    guard chart.views.count > 1 else { return .nothing }
    return .tag(
      .fieldset, class: "views",
      [.tag(.legend, class: "unseen", "Chart view")]
        + chart.views.enumerated().map { index, view in
          .tag(
            .label, [],
            [
              .tag(
                .input,
                [
                  HTMLAttribute(.type, "radio"), HTMLAttribute(.name, "view-" + chart.id),
                  index == 0 ? HTMLAttribute(.checked) : nil,
                ]),
              .text(" "), .sentence(view.name),
            ])
        })
  }

  // MARK: Table

  /// Folded away below a drawing; open where the table is all there is.
  private func table(_ chart: ReportPage.Chart) -> HTMLNode {
    if chart.views.isEmpty {
      return chart.table.rows.isEmpty ? .nothing : .tag(.div, class: "numbers", [scrolled(chart)])
    }
    return .tag(.details, class: "numbers", [.tag(.summary, "Table"), scrolled(chart)])
  }

  private func scrolled(_ chart: ReportPage.Chart) -> HTMLNode {
    .tag(
      .div,
      [
        HTMLAttribute(.class, "scroll"), HTMLAttribute(.tabindex, "0"),
        HTMLAttribute(.role, "region"),
        HTMLAttribute(.aria_label, "Table: " + displayText(chart.title)),
      ],
      [
        .tag(
          .table, [],
          [
            .tag(.thead, [], [.tag(.tr, [], chart.table.header.map(heading))]),
            .tag(.tbody, [], chart.table.rows.map(row)),
          ])
      ])
  }

  private func heading(_ text: String) -> HTMLNode {
    .tag(.th, [HTMLAttribute(.scope, "col")], [.sentence(text)])
  }

  private func row(_ cells: [ReportPage.Table.Cell]) -> HTMLNode {
    .tag(
      .tr, [],
      cells.enumerated().map { index, cell in
        index == 0
          ? .tag(.th, [HTMLAttribute(.scope, "row")], [content(cell)])
          : .tag(.td, [], [content(cell)])
      })
  }

  private func content(_ cell: ReportPage.Table.Cell) -> HTMLNode {
    guard let filter = cell.filter else { return .sentence(cell.text) }
    return .tag(.a, [.href(PageAddress(filter))], [.name(cell.text)])
  }
}

extension ReportPage.Section {
  /// Whether there is nothing in it.
  fileprivate var isEmpty: Bool {
    charts.isEmpty && facts.isEmpty && notes.isEmpty && places.isEmpty
  }
}
