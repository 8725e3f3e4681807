import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbPages
@testable import PlumbReports

/// The page of images with several classes.
struct PageSetsTests {
  private static func section(_ page: ReportPage) throws -> ReportPage.Section {
    try #require(page.sections.first { $0.id == "sets" })
  }

  @Test func emptySetsStayApartFromImagesWithoutALabel() throws {
    let page = try GoldenPage.pageOfSets()
    let data = page.gallery.dataset
    let labelled = data.kinds.indices.filter { data.kinds[$0] == .labelled }
    let empty = labelled.filter { data.classIDs(ofRow: $0).isEmpty }.count
    let facts = try Self.section(page).facts
    func value(_ name: String) -> String? { facts.first { $0.name == name }?.value }
    #expect(empty > 1)
    #expect(value("images with a label") == "\(labelled.count)")
    #expect(value("labelled with no class") == "\(empty) images: the label is an empty set")
    let failed = data.kinds.count { $0 == .failed }
    #expect(
      value("without a label") == "\(data.count - labelled.count) images, of which \(failed) failed"
    )
  }

  @Test func sizesLeadToTheirImages() throws {
    let page = try GoldenPage.pageOfSets()
    let chart = try #require(try Self.section(page).charts.first { $0.id == "set-sizes" })
    let data = page.gallery.dataset
    for (size, row) in chart.table.rows.enumerated() {
      let count = (0..<data.count).count {
        data.kinds[$0] == .labelled && data.classIDs(ofRow: $0).count == size
      }
      #expect(row.prefix(2).map(\.text) == ["\(size)", "\(count)"])
      #expect(row[0].filter?.address == (count > 0 ? "#images?labels=\(size)" : nil))
    }
    #expect(chart.table.rows.count > 3)
  }

  /// Two classes that exclude each other and one that goes with the first.
  @Test func pairsLeadToImagesWithBoth() throws {
    let lines = (0..<60).map { number in
      let ids = number % 2 == 0 ? [0, 2] : [1]
      let map = ids.map { "\"\($0)\":\"\(["cat", "dog", "fur"][$0])\"" }.joined(separator: ",")
      return
        #"{"source-ref":"s3://bucket/\#(number).jpg","tags":\#(ids),"tags-metadata":{"class-map":{"#
        + map + #"},"human-annotated":"yes","type":"groundtruth/image-classification-multilabel"}}"#
    }
    let page = ReportPage(Evidence(of: try dataset(lines)))
    let chart = try #require(try Self.section(page).charts.first { $0.id == "pairs" })
    #expect(chart.views.isEmpty)
    let cells = chart.table.rows.map { $0.map(\.text) }
    #expect(
      Set(cells.map { Set($0.prefix(2)) }) == [["cat", "dog"], ["cat", "fur"], ["dog", "fur"]])
    let both = try #require(
      chart.table.rows.first { Set($0.prefix(2).map(\.text)) == ["cat", "fur"] })
    #expect(both[2].text == "30" && both[2].filter?.hasAllClasses == true)
    // Nothing leads to images that do not exist.
    let none = try #require(
      chart.table.rows.first { Set($0.prefix(2).map(\.text)) == ["cat", "dog"] })
    #expect(none[2].text == "0" && none[2].filter == nil)
  }

  /// Charts whose bars lead to images have the colours of a dark page too.
  @Test func chartsWithLinksSuitADarkPage() throws {
    for page in [try GoldenPage.pageOfSets(), try GoldenPage.page()] {
      let charts = page.charts + page.sections.filter { $0.id == "sets" }.flatMap(\.charts)
      #expect(charts.contains { !$0.views.isEmpty })
      #expect(charts.flatMap(\.views).allSatisfy { !$0.isOnPaper })
    }
  }

  @Test func oneClassPerImageHasNoSuchPart() throws {
    let page = ReportPage(Evidence(of: try dataset([line()])))
    #expect(!page.sections.contains { $0.id == "sets" })
    #expect(page.sections.isEmpty)
  }

  // MARK: Pictures by class

  @Test func everyImageIsOnTheSheetsUnderEachOfItsClasses() throws {
    let data = try GoldenPage.pageOfSets().gallery.dataset
    let byClass = data.byClass
    let sections = ImageSelection().sections(of: byClass)
    var shown: [Int: [String]] = [:]
    for section in sections {
      for row in section.rows {
        shown[byClass.imageRow(row), default: []].append(section.className)
      }
    }
    for row in 0..<data.count {
      let names = data.classIDs(ofRow: row).map { data.classNames[$0] }
      let wanted = names.isEmpty && data.kinds[row] == .labelled ? ["(no class)"] : names
      #expect(Set(shown[row] ?? []) == Set(wanted) && (shown[row] ?? []).count == wanted.count)
    }
    #expect(sections.last?.className == "(no class)")
  }

  @Test func aSampleIsOfImages() throws {
    let byClass = try GoldenPage.pageOfSets().gallery.dataset.byClass
    let rows = ImageSelection(limit: 7, seed: 3).selectedRows(of: byClass)
    let images = Set(rows.map(byClass.imageRow))
    #expect(images.count == 7)
    let all = (0..<byClass.count).filter { images.contains(byClass.imageRow($0)) }
    #expect(rows == all)
  }
}
