import PlumbLabels
import PlumbSystem
import PlumbText

/// The index of a folder of downloads.
///
/// `DIR/.plumb/index.jsonl` has a line for each file that was downloaded; of several for one object
/// the last counts. An incomplete line, as a killed process may leave it, is skipped.
package struct FetchIndex: Sendable {
  /// The file of an object.
  package struct Entry: Sendable, Hashable {
    /// Its path in the folder of downloads.
    package let path: String
    /// Its size in bytes when it was complete.
    package let byteCount: Int

    /// Makes the entry of a file.
    package init(path: String, byteCount: Int) { (self.path, self.byteCount) = (path, byteCount) }
  }

  package struct Place: Equatable {
    package var byteCount: Int
    package var name: LocalName

    package init(byteCount: Int, name: LocalName) {
      (self.byteCount, self.name) = (byteCount, name)
    }
  }

  /// By fingerprint: the names follow from the objects, and are not kept.
  private var places: [Fingerprint: Place] = [:]

  /// The path of the index in a folder.
  package static func path(in folder: String) -> String {
    "\(folder)/\(LocalName.ownFolder)/index.jsonl"
  }

  /// Reads the index of a folder; one that is not there or cannot be read is empty.
  package static func load(_ folder: String) -> FetchIndex {
    var index = FetchIndex()
    guard let file = openFile(path(in: folder), O_RDONLY | O_NOFOLLOW) else { return index }
    let reader = JSONObjectReader()
    forEachLine(of: file) { line in index.take(line, reader) }
    return index
  }

  /// How many objects there are.
  package var count: Int { places.count }

  /// The file of an object; nil if none was downloaded.
  ///
  /// That the file is still there, and has its size, is for the caller to see.
  package func entry(bucket: String, key: String) -> Entry? {
    if places.isEmpty { return nil }
    let object = ObjectName(bucket: bucket, key: key)
    return place(object).map { Entry(path: $0.name.path(object), byteCount: $0.byteCount) }
  }

  package func place(_ object: ObjectName) -> Place? { places[object.fingerprint] }

  package mutating func set(_ place: Place, _ object: ObjectName) {
    places[object.fingerprint] = place
  }

  private mutating func take(_ line: UnsafeRawBufferPointer, _ reader: JSONObjectReader) {
    var (uri, file) = (String?.none, String?.none)
    var size: Int?
    let isObject = reader.read(line) { name, text in
      if name.elementsEqual("uri".utf8) { uri = String(decoding: text, as: UTF8.self) }
      if name.elementsEqual("file".utf8) { file = String(decoding: text, as: UTF8.self) }
    } number: { name, value in
      if name.elementsEqual("size".utf8) { size = value }
    }
    guard isObject, let uri, let file, let size, size >= 0,
      let object = ObjectName(ImageReference(Array(uri.utf8)))
    else { return }
    // The path itself is never believed: it could lead anywhere.
    let names = [LocalName.plain] + LocalName.Extension.allCases.map { .hashed($0) }
    guard let name = names.first(where: { ByteString($0.path(object)) == ByteString(file) }) else {
      return
    }
    set(Place(byteCount: size, name: name), object)
  }

  /// A line of the index, with its end.
  package static func line(_ object: ObjectName, _ place: Place, entityTag: String?) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(160 + 2 * object.key.utf8.count)
    line += #"{"uri":"#.utf8
    line += JSONString.quoted(object.uri).utf8
    line += #","file":"#.utf8
    line += JSONString.quoted(place.name.path(object)).utf8
    line += #","size":\#(place.byteCount)"#.utf8
    if let entityTag {
      line += #","etag":"#.utf8
      line += JSONString.quoted(entityTag).utf8
    }
    line += "}\n".utf8
    return line
  }
}

/// Hands out each line of a file without its end; a line beyond `longest` bytes ends the walk.
private func forEachLine(
  of file: OpenFile, longest: Int = 1 << 16, _ body: (UnsafeRawBufferPointer) -> Void
) {
  let slack = JSONObjectReader.slack
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
  defer { buffer.deallocate() }
  buffer.initializeMemory(as: UInt8.self, repeating: 0)
  guard let base = buffer.baseAddress else { return }
  var filled = 0
  while true {
    let got = readSome(file.descriptor, into: base + filled, count: buffer.count - slack - filled)
    if got <= 0 { return }
    filled += got
    var start = 0
    while let end = buffer[start..<filled].firstIndex(of: 0x0A) {
      body(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      start = end + 1
    }
    filled -= start
    if filled > longest { return }
    memmove(base, base + start, filled)
  }
}
