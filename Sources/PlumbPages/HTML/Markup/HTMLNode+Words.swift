import PlumbReports
import PlumbText

extension HTMLNode {
  /// An element; attributes that are nil are left out.
  static func tag(
    _ tag: HTMLTag, _ attributes: [HTMLAttribute?] = [], _ nodes: [HTMLNode] = []
  ) -> HTMLNode {
    .element(tag, attributes.compactMap(\.self), nodes)
  }

  /// An element with a class.
  static func tag(_ tag: HTMLTag, class name: String, _ nodes: [HTMLNode]) -> HTMLNode {
    .element(tag, [HTMLAttribute(.class, name)], nodes)
  }

  /// An element with a text in it.
  static func tag(_ tag: HTMLTag, class name: String? = nil, _ text: String) -> HTMLNode {
    .element(tag, name.map { [HTMLAttribute(.class, $0)] } ?? [], [.text(text)])
  }

  /// A text of the manifest: invisible characters are made visible, and its direction does not
  /// reach beyond it.
  static func name(_ text: String, limit: Int = 400) -> HTMLNode {
    .element(.bdi, [], [.text(displayName(text, limit: limit))])
  }

  /// A sentence that may quote the manifest.
  static func sentence(_ text: String) -> HTMLNode { .text(displayText(text, limit: 4_000)) }

  /// Key figures with their names; nothing where there are none.
  static func facts(_ facts: [ReportPage.Fact]) -> HTMLNode {
    guard !facts.isEmpty else { return .nothing }
    return .tag(
      .dl, class: "facts",
      facts.map { fact in
        .tag(.div, [], [.tag(.dt, fact.name), .tag(.dd, [], [.sentence(fact.value)])])
      })
  }
}
