import Foundation
import PlumbGraphics
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SVGRendererTests {
  @Test func everythingIsWellFormed() throws {
    var drawings = try SampleCharts.all().map { $0.chart.drawing(metrics: FixedTextMetrics()) }
    drawings.append(try EveryMark.drawing())
    for drawing in drawings {
      let reader = SVGReader()
      let parser = XMLParser(data: Data(SVGRenderer.render(drawing).utf8))
      parser.delegate = reader
      #expect(parser.parse(), "\(drawing.title): \(String(describing: parser.parserError))")
      // The texts come back as they were given: they were escaped, not changed.
      #expect(reader.texts == drawing.texts.map(\.text))
      #expect(reader.title == drawing.title)
    }
  }

  @Test func linksThatRunCodeAreLeftOut() throws {
    let svg = SVGRenderer.render(try EveryMark.drawing())
    #expect(!svg.contains("javascript:"))
    #expect(svg.contains("https://example.com/it%27s%20%28a%29%5C%20%22test%22?x=%3C&amp;%3E"))
  }

  @Test func picturesGoInUnchanged() throws {
    let jpeg = try GoldenFile.bytes("tile-8x6.jpg")
    let svg = SVGRenderer.render(try EveryMark.drawing())
    #expect(svg.contains("data:image/jpeg;base64,\(Data(jpeg).base64EncodedString())"))
  }

  @Test func textReadsFromItsOwnSide() {
    func svg(_ text: String, _ anchor: TextMark.Anchor) -> String {
      SVGRenderer.render(
        Drawing(
          size: Size(width: 9, height: 9), title: "", alternativeText: "",
          marks: [
            .text(
              TextMark(text, at: Point(x: 1, y: 1), anchor: anchor, style: TextStyle(size: 9)))
          ]))
    }
    #expect(svg("cat", .end).contains("text-anchor=\"end\""))
    // The right end of Arabic is where it starts.
    #expect(!svg("قطة", .end).contains("text-anchor"))
    #expect(svg("قطة", .start).contains("direction=\"rtl\" text-anchor=\"end\""))
  }
}

/// Gathers what an SVG document says.
private final class SVGReader: NSObject, XMLParserDelegate {
  var texts: [String] = []
  var title = ""
  private var element = ""
  private var content = ""

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    element = elementName
    content = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { content += string }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    if elementName == "text" { texts.append(content) }
    if elementName == "title" { title = content }
    content = ""
  }
}
