import PlumbGraphics
import PlumbReports
import PlumbText

/// A piece of HTML.
///
/// It cannot be made of a string: names of elements and attributes come from the lists below, texts
/// and values are escaped when they are written, and addresses have types of their own. So no data
/// can become an element, a script or an address, whatever it holds.
indirect enum HTMLNode {
  /// An element with what is in it.
  case element(HTMLTag, [HTMLAttribute], [HTMLNode])
  /// A text.
  case text(String)
  /// A chart, as the renderer of this package drew it.
  case chart(ReportPage.Chart.View)
  /// Several nodes one behind the other.
  case group([HTMLNode])

  /// Nothing.
  static let nothing = HTMLNode.group([])
}

/// The elements of the page; none loads, runs or embeds anything, but for `img`.
enum HTMLTag: String {
  case a, article, aside, bdi, button, code, dd, details, dialog, div, dl, dt, fieldset, figcaption,
    figure, footer, h1, h2, h3, header, img, input, kbd, label, legend, li, main, nav, noscript, ol,
    option, output, p, section, select, span, strong, summary, table, tbody, td, template, th,
    thead,
    tr, ul
  /// Elements without content, which have no closing tag.
  var isVoid: Bool { self == .img || self == .input }
}

/// An attribute of an element.
struct HTMLAttribute {
  /// Attributes that neither run nor load nor lead anywhere, whatever their value is.
  enum Name: String {
    case accept, alt, `class`, colspan, data_id = "data-id", data_thumb = "data-thumb",
      data_tone = "data-tone", disabled, download, height, hidden, id, lang, list, loading,
      maximum = "max",
      minimum = "min", name, open, placeholder, role, scope, step, tabindex, title, type, value,
      width, checked, `for`, autocomplete, spellcheck, multiple, translate,
      aria_controls = "aria-controls", aria_current = "aria-current",
      aria_describedby = "aria-describedby", aria_hidden = "aria-hidden", aria_label = "aria-label",
      aria_labelledby = "aria-labelledby", aria_live = "aria-live", aria_pressed = "aria-pressed",
      aria_keyshortcuts = "aria-keyshortcuts", decoding
  }

  let name: String
  let value: String?

  private init(name: String, value: String?) {
    self.name = name
    self.value = value
  }

  /// An attribute with a value.
  init(_ name: Name, _ value: String) { self.init(name: name.rawValue, value: value) }

  /// An attribute that is there or not.
  init(_ name: Name) { self.init(name: name.rawValue, value: nil) }

  /// Where a link leads.
  static func href(_ address: PageAddress) -> HTMLAttribute {
    HTMLAttribute(name: "href", value: address.text)
  }

  /// Where a picture comes from.
  static func src(_ source: PictureSource) -> HTMLAttribute {
    HTMLAttribute(name: "src", value: source.text)
  }
}

/// An address that a link of the page may have.
struct PageAddress {
  let text: String

  /// Some of the images.
  init(_ filter: ReportPage.GalleryFilter) { text = filter.address }

  /// A part of the page.
  init(part: StaticString) { text = "#\(part)" }

  /// A file beside the page, below its folder.
  ///
  /// Characters with a meaning in an address are encoded, and nothing before the first slash can be
  /// a host or a scheme, so the name cannot lead elsewhere.
  init(file: String) { text = "./" + PercentEncoding.path(file) }
}

/// Where a picture of the page comes from.
struct PictureSource {
  let text: String

  /// A thumbnail beside the page.
  init(thumbnail: UInt64, isSharded: Bool) {
    text = ThumbnailName.path(thumbnail, isSharded: isSharded)
  }

  /// A thumbnail in the page.
  init(jpeg: [UInt8]) { text = "data:image/jpeg;base64," + Base64.text(jpeg) }
}
