import PlumbAnalysis
import PlumbGraphics
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbText

@testable import PlumbPages
@testable import PlumbReports

/// What the data of a page says, written from the dataset and not from the data.
struct GoldenGallery {
  private let page: ReportPage
  private var gallery: ReportPage.Gallery { page.gallery }
  private var dataset: Dataset { page.gallery.dataset }

  init(_ page: ReportPage) { self.page = page }

  /// The data as the page has it.
  static func data(_ page: ReportPage) throws -> String {
    final class Box { var bytes: [UInt8] = [] }
    let box = Box()
    var data = ScriptData { box.bytes += $0 }
    try GalleryData(page).write(to: &data)
    try data.finish()
    return String(decoding: box.bytes, as: UTF8.self)
  }

  /// JSON, one row a line.
  var text: String {
    let rows = gallery.rows.indices.map { JSONValue.object(members(of: $0)).compact }
    let classes = SummaryReport(dataset).classes.map { JSONValue.string($0.name) }
    return "{\"classes\":\(JSONValue.array(classes).compact),\"members\":\(members),\"rows\":[\n"
      + rows.joined(separator: ",\n") + "\n]}"
  }

  // MARK: Rows

  private func members(of position: Int) -> [JSONValue.Member] {
    let row = dataset.row(gallery.rows[position])
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ value: JSONValue?) {
      members.append(.init(name: name, value: value ?? .null))
    }
    add("row", .integer(row.number))
    add("line", .integer(row.line))
    add("reference", .string(String(decoding: dataset.references[row.number], as: UTF8.self)))
    add("source", .string(row.source?.rawValue ?? "none"))
    add("class", row.classID.map { .string(dataset.classNames[$0]) })
    add("label", .string(label(row)))
    if let sets = dataset.labelSets { add("labels", labels(sets, row.number)) }
    add("confidence", row.confidence.map(JSONValue.number))
    add("seconds", row.date.map { .integer(Int($0.microseconds / 1_000_000)) })
    add("job", row.jobID.map { .string(dataset.jobNames[$0]) })
    add("reason", row.failureReasonID.map { .string(dataset.failureReasons[$0]) })
    if !gallery.images.isEmpty { add("image", image(position)) }
    if !gallery.suspicions.isEmpty { add("suspicion", suspicion(position)) }
    if !gallery.splits.isEmpty { add("split", gallery.splits[position].map(split)) }
    return members
  }

  private func label(_ row: Dataset.Row) -> String {
    let names = dataset.classIDs(ofRow: row.number).map {
      displayName(dataset.classNames[$0], limit: .max)
    }
    if names.count > 1 { return names.joined(separator: ", ") }
    if let name = names.first { return name }
    if row.kind == .labelled { return "no class" }
    if row.kind == .failed { return "failed" }
    let other = dataset.elsewhere.attributes(ofRow: row.number).first
    return other.map { "under \(displayText($0.name))" } ?? "no label"
  }

  /// Class, source, confidence and job of each label of a row.
  private func labels(_ sets: LabelSets, _ row: Int) -> JSONValue {
    .array(
      sets.labels(of: row).map { label in
        let confidence = sets.confidences[label]
        return .array([
          .string(dataset.classNames[Int(sets.classIDs[label])]),
          .string(sets.sources[label].rawValue), confidence.isNaN ? .null : .number(confidence),
          sets.jobs[label] < 0 ? .null : .string(dataset.jobNames[sets.jobs[label]]),
        ])
      })
  }

  private func image(_ position: Int) -> JSONValue {
    let images = gallery.images
    let name = images.thumbnails[position]
    return .array([
      name == 0 ? .null : .string(ThumbnailName.digits(name)),
      .integer(Int(images.widths[position])), .integer(Int(images.heights[position])),
      .integer(Int(images.byteCounts[position])), .bool(images.warnings[position]),
      .bool(images.stretched[position]),
      images.failures[position].map { .string($0.words) } ?? .null,
    ])
  }

  private func suspicion(_ position: Int) -> JSONValue? {
    gallery.suspicions[position].map { suspicion in
      .array([
        .number(suspicion.score), .array(suspicion.reasons.map(JSONValue.string)),
        suspicion.classID.map { .string(dataset.classNames[$0]) } ?? .null,
        .bool(suspicion.isProbablyWrong),
      ])
    }
  }

  private func split(_ split: ReportPage.WorkerSplit) -> JSONValue {
    .array([
      .string(split.pattern),
      .array(split.parts.map { .array([.string($0.name.text), .integer($0.count)]) }),
    ])
  }

  /// The rows of each finding and set.
  private var members: String {
    let sets =
      page.findings.map { ($0.id, $0.rows) } + page.imageSets.map { ($0.id, $0.rows) }
    return JSONValue.object(
      sets.filter { !$0.1.isEmpty }.map { id, rows in
        .init(name: id, value: .array(rows.map(JSONValue.integer)))
      }
    ).compact
  }
}
