import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbText

/// The order of images within a section of the PDF.
package enum ImageOrder: String, Sendable, Hashable, CaseIterable {
  /// The lowest confidence first, images without one last: the images to review first come first.
  case confidence
  /// As in the manifest.
  case manifest
  /// By file name, in the order of its bytes.
  case name
}

/// Images of one class and one source, which are viewed together.
package struct ImageSection: Sendable, Hashable {
  /// The class name, or ``withoutClass``.
  package var className: String
  /// Who gave the labels.
  package var source: LabelSource
  /// Rows of the dataset, in the order of showing.
  package var rows: [Int]
  /// How many rows there are of this class and source, shown or not.
  package var total: Int

  /// What images are called whose label is an empty set of classes.
  static let withoutClass = "(no class)"
}

/// Which images are shown.
package struct ImageSelection: Sendable, Hashable {
  /// The size of a random sample of labelled rows; nil for all.
  package var limit: Int?
  /// The maximum number of images per class and source; nil for all.
  package var perClass: Int?
  /// The order within a section.
  package var order: ImageOrder
  /// Drives every random choice.
  package var seed: UInt64

  /// Makes a selection; by default of everything.
  package init(
    limit: Int? = nil, perClass: Int? = nil, order: ImageOrder = .confidence, seed: UInt64 = 0
  ) {
    self.limit = limit
    self.perClass = perClass
    self.order = order
    self.seed = seed
  }

  /// The sections of a dataset.
  ///
  /// Classes come from most to least numerous, people's labels before the machine's; empty sections
  /// are left out. Images whose label is an empty set come last.
  package func sections(of dataset: Dataset) -> [ImageSection] {
    let rows = selectedRows(of: dataset)
    let names = dataset.classNames + [ImageSection.withoutClass]
    var groups: [[Int]] = Array(repeating: [], count: names.count * LabelSource.allCases.count)
    var totals = [Int](repeating: 0, count: groups.count)
    for row in 0..<dataset.count {
      if let group = Self.group(dataset.row(row), dataset) { totals[group] += 1 }
    }
    for row in rows {
      if let group = Self.group(dataset.row(row), dataset) { groups[group].append(row) }
    }
    return (classOrder(dataset, totals) + [names.count - 1]).flatMap { id in
      LabelSource.allCases.enumerated().compactMap { offset, source in
        let group = id * LabelSource.allCases.count + offset
        guard !groups[group].isEmpty else { return nil }
        let sorted = sorted(groups[group], dataset)
        return ImageSection(
          className: names[id], source: source,
          rows: perClass.map { Array(sorted.prefix($0)) } ?? sorted, total: totals[group])
      }
    }
  }

  /// The labelled rows that take part, in manifest order; at most ``perClass`` of them are shown.
  package func selectedRows(of dataset: Dataset) -> [Int] {
    let labelled = (0..<dataset.count).filter { dataset.kinds[$0] == .labelled }
    guard let limit else { return labelled }
    var generator = SeededGenerator(seed: seed)
    guard dataset.imageRows != nil else { return generator.sample(labelled, limit) }
    // A sample of images, each with all of its classes.
    let images = Set(generator.sample(Set(labelled.map(dataset.imageRow)).sorted(), limit))
    return labelled.filter { images.contains(dataset.imageRow($0)) }
  }

  /// The group of a row; the last ones are for labels without a class.
  private static func group(_ row: Dataset.Row, _ dataset: Dataset) -> Int? {
    guard let source = row.source else { return nil }
    return (row.classID ?? dataset.classNames.count) * LabelSource.allCases.count + source.number
  }

  /// The order of the histogram: see ``ClassSummary/classes``.
  private func classOrder(_ dataset: Dataset, _ totals: [Int]) -> [Int] {
    let names = dataset.classNames
    return names.indices.sorted { left, right in
      let counts = (Self.total(left, totals), Self.total(right, totals))
      return counts.0 != counts.1
        ? counts.0 > counts.1 : ByteString(names[left]) < ByteString(names[right])
    }
  }

  /// The labels of a class by all sources.
  private static func total(_ id: Int, _ totals: [Int]) -> Int {
    let count = LabelSource.allCases.count
    return totals[id * count..<(id + 1) * count].reduce(0, +)
  }

  private func sorted(_ rows: [Int], _ dataset: Dataset) -> [Int] {
    switch order {
    case .manifest: return rows
    case .confidence:
      let keyed = rows.map { (dataset.row($0).confidence ?? .infinity, $0) }
      return keyed.sorted { $0 < $1 }.map(\.1)
    case .name:
      let keyed = rows.map { (Array(dataset.reference($0).fileName.utf8), $0) }
      return keyed.sorted { left, right in
        left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
      }.map(\.1)
    }
  }
}
