import PlumbGraphics

/// Where the numbers come from, and what else there is.
struct FootPart {
  let page: ReportPage

  var node: HTMLNode { .tag(.footer, class: "foot", [files, source]) }

  private var files: HTMLNode {
    let names = page.provenance.files
    guard !names.isEmpty else { return .nothing }
    return .tag(
      .section, [HTMLAttribute(.aria_labelledby, "files-title")],
      [
        .tag(.h2, [HTMLAttribute(.id, "files-title")], [.text("Files beside this page")]),
        .tag(
          .ul, class: "files",
          names.map { .tag(.li, [], [.tag(.a, [.href(PageAddress(file: $0))], [.text($0)])]) }),
      ])
  }

  private var source: HTMLNode {
    .tag(
      .section, [HTMLAttribute(.aria_labelledby, "source-title")],
      [
        .tag(.h2, [HTMLAttribute(.id, "source-title")], [.text("How it was made")]),
        .tag(
          .dl, class: "source",
          facts.map { fact in
            .tag(.div, [], [.tag(.dt, fact.name), .tag(.dd, [], [.sentence(fact.value)])])
          }),
        page.gallery.pictures.note.isEmpty
          ? .nothing : .tag(.p, class: "quiet", [.sentence(page.gallery.pictures.note)]),
      ])
  }

  private var facts: [ReportPage.Fact] {
    let provenance = page.provenance
    var facts = [ReportPage.Fact("manifest", provenance.manifest)]
    if let hash = provenance.contentHash { facts.append(.init("its SHA-256", hash)) }
    facts.append(.init("label attribute", provenance.attribute))
    facts.append(.init("seed", String(provenance.seed)))
    facts += provenance.thresholds
    if let version = provenance.version { facts.append(.init("made by", "plumb \(version)")) }
    return facts
  }
}
