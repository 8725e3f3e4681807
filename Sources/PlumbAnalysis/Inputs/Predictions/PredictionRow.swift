import PlumbText

/// The probabilities of one image, from a file that names the classes row by row.
struct PredictionRow {
  enum Values {
    /// In the order of the classes, which are given otherwise.
    case list([Double])
    /// By class; classes that are left out share the rest evenly, or are unknown if each class is a
    /// question of its own.
    case named([(name: [UInt8], value: Double)])
  }

  var line: Int
  var reference: [UInt8]?
  var values: Values

  /// Adds the probability of a class.
  mutating func add(_ name: [UInt8], _ value: Double) {
    guard case .named(let values) = values else { return }
    self.values = .named(values + [(name, value)])
  }

  /// The predictions of all rows.
  ///
  /// - Parameters:
  ///   - rows: At least one.
  ///   - classNames: The classes of lists; nil to take them from the rows.
  ///   - imageColumn: What names the images.
  ///   - ignoredColumns: What was not read.
  ///   - kind: What the probabilities say.
  static func predictions(
    _ rows: [PredictionRow], classNames: [String]?, imageColumn: String?,
    ignoredColumns: [String] = [], kind: PredictionKind
  ) throws(FormatError) -> Predictions {
    var names = classNames ?? []
    var index = NameIndex(names)
    for case .named(let values) in rows.map(\.values) {
      for value in values { _ = index.place(of: value.name, addingTo: &names) }
    }
    if names.isEmpty, let first = rows.first {
      throw FormatError(
        line: first.line, "the probabilities are a list; specify the class of each")
    }
    var builder = try PredictionsBuilder(classNames: names, kind: kind)
    (builder.imageColumn, builder.ignoredColumns) = (imageColumn, ignoredColumns)
    for row in rows {
      let probabilities = row.probabilities(index, count: names.count, kind)
      if probabilities.isCompleted { builder.completedRows += 1 }
      try builder.add(probabilities.values, reference: row.reference, line: row.line)
    }
    return try builder.predictions()
  }

  private func probabilities(
    _ index: NameIndex, count: Int, _ kind: PredictionKind
  ) -> (values: [Double], isCompleted: Bool) {
    switch values {
    case .list(let values): return (values, false)
    case .named(let values):
      var row = [Double?](repeating: nil, count: count)
      for value in values {
        if let place = index.place(of: value.name) { row[place] = value.value }
      }
      if kind == .eachClass { return (row.map { $0 ?? .nan }, false) }
      let rest = Self.rest(of: row)
      return (row.map { $0 ?? rest ?? 0 }, rest != nil)
    }
  }

  /// What each class that a row leaves out gets of the rest, where only the likeliest classes are
  /// listed; nil if nothing is left, or more than for a listed class.
  private static func rest(of row: [Double?]) -> Double? {
    let listed = row.compactMap(\.self)
    guard let least = listed.min(), let most = listed.max(), listed.count < row.count else {
      return nil
    }
    let sum = listed.reduce(0, +)
    if PredictionsBuilder.isWhole(sum) { return nil }
    let rest = ((most > 1 ? 100 : 1) - sum) / Double(row.count - listed.count)
    return rest > 0 && rest <= least ? rest : nil
  }
}
