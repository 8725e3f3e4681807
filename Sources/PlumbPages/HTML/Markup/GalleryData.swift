import PlumbAnalysis
import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbText

/// The data that the script of the page works on, in columns: one element an image.
///
/// The script decodes it in `decode.js`; golden files hold the two together (`PageGoldenTests`). Names that repeat are numbered, and
/// rows of equal numbers are counted, since a hundred thousand images have to load in an instant.
struct GalleryData {
  let page: ReportPage
  private let gallery: ReportPage.Gallery
  private let dataset: Dataset

  /// The version of the layout.
  static let schema = 1

  init(_ page: ReportPage) {
    self.page = page
    gallery = page.gallery
    dataset = page.gallery.dataset
  }

  /// Writes everything as one object.
  ///
  /// - Throws: Whatever the writer's owner throws.
  func write(to data: inout ScriptData) throws {
    try data.object { data in
      try writeJob(&data)
      try writeLabels(&data)
      try writeReferences(&data)
      if !gallery.images.isEmpty { try writeImages(&data) }
      if !gallery.suspicions.isEmpty { try writeSuspicions(&data) }
      if !gallery.splits.isEmpty { try writeSplits(&data) }
      try writeFindings(&data)
    }
  }

  // MARK: The job

  private func writeJob(_ data: inout ScriptData) throws {
    let provenance = page.provenance
    data.key("schema")
    data.integer(Self.schema)
    data.key("title")
    data.string(page.title)
    data.key("manifest")
    data.string(provenance.manifest)
    data.key("attribute")
    data.string(provenance.attribute)
    data.key("hash")
    data.string(provenance.contentHash ?? "")
    data.key("count")
    data.integer(gallery.rows.count)
    data.key("classes")
    try data.strings(dataset.classNames)
    data.key("jobs")
    try data.strings(dataset.jobNames)
    data.key("reasons")
    try data.strings(dataset.failureReasons)
  }

  // MARK: Labels

  private func writeLabels(_ data: inout ScriptData) throws {
    data.key("row")
    try data.steps(gallery.rows)
    data.key("line")
    try data.steps(gallery.rows.lazy.map { Int(dataset.lines[$0]) })
    data.key("kind")
    data.string(gallery.rows.map(kind))
    if !dataset.elsewhere.isEmpty { try writeElsewhere(&data) }
    data.key("class")
    let classIDs = dataset.classIDs
    try data.runs(gallery.rows.lazy.map { Int(classIDs[$0]) })
    if let sets = dataset.labelSets { try writeSets(sets, &data) }
    data.key("confidence")
    try data.array(of: gallery.rows) { data, row in
      let confidence = dataset.confidences[row]
      data.number(confidence.isNaN ? nil : confidence)
    }
    data.key("time")
    try writeTimes(&data)
    data.key("job")
    try data.runs(gallery.rows.lazy.map { Int(dataset.jobIDs[$0]) })
    data.key("reason")
    try data.runs(gallery.rows.lazy.map { dataset.row($0).failureReasonID ?? -1 })
  }

  /// The labels of all rows, one after the other, and how many each row has.
  private func writeSets(_ sets: LabelSets, _ data: inout ScriptData) throws {
    let labels = gallery.rows.flatMap { Array(sets.labels(of: $0)) }
    let jobs = sets.jobs
    data.key("labels")
    try data.object { data in
      data.key("count")
      try data.runs(gallery.rows.lazy.map { sets.labels(of: $0).count })
      data.key("class")
      try data.integers(labels.map { Int(sets.classIDs[$0]) })
      data.key("source")
      data.string(labels.map { letter(sets.sources[$0]) })
      data.key("confidence")
      try data.array(of: labels) { data, label in
        data.number(sets.confidences[label].isNaN ? nil : sets.confidences[label])
      }
      data.key("job")
      try data.runs(labels.map { jobs[$0] })
    }
  }

  /// The first of the other attributes that label a row without a label here; -1 for none.
  private func writeElsewhere(_ data: inout ScriptData) throws {
    let attributes = dataset.elsewhere.attributes
    data.key("others")
    try data.strings(attributes.map(\.name))
    data.key("other")
    try data.runs(
      gallery.rows.lazy.map { row in
        dataset.elsewhere.attributes(ofRow: row).first.flatMap(attributes.firstIndex) ?? -1
      })
  }

  /// One letter says what a row is and who labelled it.
  private func kind(_ row: Int) -> UInt8 {
    switch dataset.kinds[row] {
    case .failed: UInt8(ascii: "f")
    case .unlabelled: UInt8(ascii: "u")
    case .labelled: letter(dataset.labelSources[row])
    }
  }

  private func letter(_ source: LabelSource) -> UInt8 {
    switch source {
    case .human: UInt8(ascii: "h")
    case .machine: UInt8(ascii: "m")
    case .unknown: UInt8(ascii: "n")
    }
  }

  /// Seconds since the last known one; null where it is unknown.
  private func writeTimes(_ data: inout ScriptData) throws {
    var previous: Int64 = 0
    try data.array(of: gallery.rows) { data, row in
      guard let date = dataset.date(row) else { return data.null() }
      let second = date.microseconds / 1_000_000
      data.integer(Int(second - previous))
      previous = second
    }
  }

  // MARK: References

  /// The part of a reference up to its last slash is shared by many.
  private func writeReferences(_ data: inout ScriptData) throws {
    var places = PlaceTable()
    data.key("name")
    try data.array(of: gallery.rows) { $0.string(places.add(dataset.references[$1])) }
    data.key("places")
    try data.array(of: places.places) { $0.string($1) }
    data.key("place")
    try data.runs(places.ids)
  }

  // MARK: Images

  private func writeImages(_ data: inout ScriptData) throws {
    let images = gallery.images
    data.key("thumbs")
    try data.object { data in
      data.key("at")
      data.string(gallery.pictures.place.word)
      data.key("name")
      data.string(images.thumbnails.flatMap { $0 == 0 ? [] : Array(ThumbnailName.digits($0).utf8) })
      data.key("has")
      try data.runs(images.thumbnails.lazy.map { $0 == 0 ? 0 : 1 })
      if let folder = gallery.pictures.imageFolder {
        data.key("folder")
        data.string(folder)
      }
    }
    data.key("width")
    try data.runs(images.widths.lazy.map { Int($0) })
    data.key("height")
    try data.runs(images.heights.lazy.map { Int($0) })
    data.key("bytes")
    try data.integers(images.byteCounts.lazy.map { Int($0) })
    data.key("warned")
    try data.runs(images.warnings.lazy.map { $0 ? 1 : 0 })
    data.key("stretched")
    try data.runs(images.stretched.lazy.map { $0 ? 1 : 0 })
    data.key("failures")
    try data.strings(ImageFailureCode.allCases.map(\.words))
    data.key("failure")
    try data.runs(
      images.failures.lazy.map { $0.flatMap { ImageFailureCode.allCases.firstIndex(of: $0) } ?? -1 }
    )
  }

  // MARK: Judgements

  private func writeSuspicions(_ data: inout ScriptData) throws {
    var reasons = NumberedTexts()
    data.key("suspicion")
    try data.object { data in
      if dataset.labelSets == nil {
        data.key("wrong")
        data.number(SuspectRanking.probablyWrong)
      } else {
        // The score of an image combines those of its classes, and does not say which it is.
        data.key("isWrong")
        try data.runs(gallery.suspicions.lazy.map { $0?.isProbablyWrong == true ? 1 : 0 })
      }
      data.key("score")
      try data.array(of: gallery.suspicions) { data, suspicion in
        data.number(suspicion.map { rounded($0.score) })
      }
      data.key("class")
      try data.runs(gallery.suspicions.lazy.map { $0?.classID ?? -1 })
      data.key("why")
      try data.array(of: gallery.suspicions) { data, suspicion in
        let ids = suspicion?.reasons.map { reasons.number(of: $0) } ?? []
        // Most have one reason or none.
        if ids.count == 1 { data.integer(ids[0]) } else { try data.integers(ids) }
      }
      data.key("reasons")
      try data.strings(reasons.texts)
    }
  }

  /// Four digits: more would say more than a score knows.
  ///
  /// Downwards, so that no score reaches the limit of what is probably wrong by rounding.
  private func rounded(_ score: Double) -> Double { (score * 10_000).rounded(.down) / 10_000 }

  private func writeSplits(_ data: inout ScriptData) throws {
    var numbers: [ReportPage.WorkerSplit: Int] = [:]
    var splits: [ReportPage.WorkerSplit] = []
    let ids = gallery.splits.map { split -> Int in
      guard let split else { return -1 }
      if let number = numbers[split] { return number }
      numbers[split] = splits.count
      splits.append(split)
      return splits.count - 1
    }
    data.key("split")
    try data.runs(ids)
    data.key("splits")
    try data.array(of: splits) { data, split in
      try data.array(of: split.parts) { data, part in
        data.string(part.name.text)
        data.integer(part.count)
      }
    }
  }

  private func writeFindings(_ data: inout ScriptData) throws {
    data.key("findings")
    try data.array(of: page.findings.filter { !$0.rows.isEmpty }) { data, finding in
      try write(id: finding.id, title: finding.title, rows: finding.rows, to: &data)
    }
    data.key("sets")
    let sets =
      page.sections.map { section in
        ReportPage.ImageSet(
          id: section.id, title: section.title, rows: section.places.map(\.row))
      } + page.imageSets
    try data.array(of: sets.filter { !$0.rows.isEmpty }) { data, set in
      try write(id: set.id, title: set.title, rows: set.rows, to: &data)
    }
  }

  /// Rows as positions, in the order in which they are given.
  private func write(
    id: String, title: String, rows: [Int], to data: inout ScriptData
  ) throws {
    try data.object { data in
      data.key("id")
      data.string(id)
      data.key("title")
      data.string(title)
      data.key("at")
      try data.integers(rows.lazy.compactMap { gallery.position(of: $0) })
    }
  }
}

extension ReportPage.Pictures.Place {
  /// What the script calls it.
  fileprivate var word: String {
    switch self {
    case .nowhere: ""
    case .files(let isSharded): isSharded ? "shards" : "files"
    case .page: "page"
    }
  }
}

/// The parts of references up to the last slash, numbered by first appearance.
private struct PlaceTable {
  private(set) var places: [[UInt8]] = []
  /// The number of each reference's place.
  private(set) var ids: [Int] = []
  private var numbers: [[UInt8]: Int] = [:]

  /// Takes a reference apart and gives what follows its last slash.
  mutating func add(_ reference: [UInt8]) -> [UInt8] {
    let slash = reference.lastIndex(of: UInt8(ascii: "/"))
    let place = reference[..<(slash.map { $0 + 1 } ?? 0)]
    if let last = ids.last, places[last].elementsEqual(place) {
      ids.append(last)
    } else {
      ids.append(number(of: Array(place)))
    }
    return Array(reference[place.endIndex...])
  }

  private mutating func number(of place: [UInt8]) -> Int {
    if let number = numbers[place] { return number }
    numbers[place] = places.count
    places.append(place)
    return places.count - 1
  }
}

/// Texts of the program, numbered by first appearance.
private struct NumberedTexts {
  private(set) var texts: [String] = []
  private var numbers: [ByteString: Int] = [:]

  mutating func number(of text: String) -> Int {
    let key = ByteString(text)
    if let number = numbers[key] { return number }
    numbers[key] = texts.count
    texts.append(text)
    return texts.count - 1
  }
}
