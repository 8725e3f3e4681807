import PlumbReports
import PlumbText

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
        .tag(.h2, [HTMLAttribute(.id, "files-title")], [.text("Other files of this report")]),
        .tag(
          .ul, class: "files",
          FileGroup.groups(of: names).map(\.node)),
      ])
  }

  private var source: HTMLNode {
    .tag(
      .section, [HTMLAttribute(.aria_labelledby, "source-title")],
      [
        .tag(.h2, [HTMLAttribute(.id, "source-title")], [.text("About this report")]),
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
    if let hash = provenance.contentHash { facts.append(.init("SHA-256", hash)) }
    facts.append(.init("label attribute", provenance.attribute))
    facts.append(.init("seed", String(provenance.seed)))
    if !provenance.checkSetup.isEmpty {
      facts.append(.init("checks", provenance.checkSetup))
    }
    if let version = provenance.version { facts.append(.init("created with", "plumb \(version)")) }
    return facts
  }
}

/// Files that are one thing in several formats.
private struct FileGroup {
  /// The path up to the ending.
  let stem: ByteString
  /// The paths.
  var names: [String]

  /// Files with the same stem together, in the order of their first.
  static func groups(of names: [String]) -> [FileGroup] {
    var groups: [FileGroup] = []
    for name in names {
      let stem = ByteString(Self.stem(name))
      if let index = groups.firstIndex(where: { $0.stem == stem }) {
        groups[index].names.append(name)
      } else {
        groups.append(FileGroup(stem: stem, names: [name]))
      }
    }
    return groups
  }

  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > (name.lastIndex(of: "/") ?? name.startIndex)
    else { return name }
    return String(name[..<dot])
  }

  var node: HTMLNode {
    guard names.count > 1 else { return .tag(.li, [], names.map { link($0, text: $0) }) }
    return .tag(
      .li, [],
      [.sentence(stem.text + ":")]
        + names.flatMap { name in
          [.text(" "), link(name, text: String(name.dropFirst(stem.text.count + 1)))]
        })
  }

  private func link(_ name: String, text: String) -> HTMLNode {
    .tag(.a, [.href(PageAddress(file: name))], [.sentence(text)])
  }
}
