import PlumbReports
import PlumbText

/// Writes pieces of HTML.
enum HTMLWriter {
  /// The markup of a node.
  static func text(of node: HTMLNode) -> String {
    var text = ""
    write(node, to: &text)
    return text
  }

  private static func write(_ node: HTMLNode, to text: inout String) {
    switch node {
    case .text(let words): text += XMLText(words).description
    case .chart(let view): text += view.svg
    case .group(let nodes): for node in nodes { write(node, to: &text) }
    case .element(let tag, let attributes, let nodes):
      text += "<" + tag.rawValue
      for attribute in attributes { write(attribute, to: &text) }
      text += ">"
      if tag.isVoid { return }
      for node in nodes { write(node, to: &text) }
      text += "</" + tag.rawValue + ">"
      if tag.endsLine { text += "\n" }
    }
  }

  private static func write(_ attribute: HTMLAttribute, to text: inout String) {
    text += " " + attribute.name
    if let value = attribute.value { text += "=\"" + XMLText(value).description + "\"" }
  }
}

extension HTMLTag {
  /// Whether a line end behind the element changes nothing but how the source reads.
  fileprivate var endsLine: Bool {
    switch self {
    case .article, .aside, .details, .dialog, .div, .dl, .dd, .fieldset, .figure, .footer, .h1, .h2,
      .h3, .header, .li, .main, .nav, .ol, .p, .section, .table, .tr, .ul:
      true
    default: false
    }
  }
}
