import PlumbImageFacts
import PlumbImages
import PlumbLabels
import PlumbText

/// Where each image goes in a folder of images by class.
///
/// The name of a file is that of the image; where several images of a class want one name, each gets
/// its line behind it.
struct ImageNames {
  /// One image that is there.
  struct Entry {
    /// The dataset's row.
    var row: Int
    /// The part of a split; empty for none.
    var part = ""
    /// The file that it is now.
    var file: ImageFile
  }

  /// The path of each entry in the folder, in their order.
  let paths: [String]

  /// Finds the names.
  init(_ entries: [Entry], of dataset: Dataset) {
    let folders = Self.classFolders(of: dataset)
    var paths = [String](repeating: "", count: entries.count)
    var groups: [ByteString: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      let folder = folders[dataset.row(entry.row).classID ?? 0]
      let group = ByteString(entry.part.isEmpty ? folder : "\(entry.part)/\(folder)")
      groups[group, default: []].append(index)
    }
    for (folder, members) in groups {
      let wanted = members.map { Self.fileName(entries[$0], dataset) }
      let lines = members.map { Int(dataset.lines[entries[$0].row]) }
      let names = UniqueNames(wanted, numbers: lines, insert: Self.numbered).names
      for (member, name) in zip(members, names) { paths[member] = "\(folder)/\(name)" }
    }
    self.paths = paths
  }

  /// The folder of each class, by the number of the class.
  static func classFolders(of dataset: Dataset) -> [String] {
    let wanted = dataset.classNames.map { SafeName.make($0, orElse: "class") }
    return UniqueNames(wanted, numbers: Array(1...max(1, wanted.count))) { "\($0)-\($1)" }.names
  }

  private static let extensions: [(format: ImageFormat, names: [String])] = [
    (.jpeg, ["jpg", "jpeg"]), (.png, ["png"]), (.webp, ["webp"]),
  ]

  /// The name of the image, with an extension that loaders know.
  private static func fileName(_ entry: Entry, _ dataset: Dataset) -> String {
    let name = SafeName.make(dataset.reference(entry.row).fileName, orElse: "image")
    let known = extensions.flatMap(\.names)
    if let end = split(name).end, known.contains(end.lowercased()) { return name }
    let end = extensions.first { $0.format == entry.file.format }?.names.first ?? "jpg"
    return "\(name).\(end)"
  }

  private static func numbered(_ name: String, _ line: Int) -> String {
    let (stem, end) = split(name)
    return "\(stem)-\(line)" + (end.map { "." + $0 } ?? "")
  }

  /// A name before and behind its last dot.
  private static func split(_ name: String) -> (stem: String, end: String?) {
    guard let dot = name.unicodeScalars.lastIndex(of: ".") else { return (name, nil) }
    let end = name.unicodeScalars[name.unicodeScalars.index(after: dot)...]
    return (String(name.unicodeScalars[..<dot]), String(end))
  }
}
