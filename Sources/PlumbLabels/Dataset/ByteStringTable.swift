/// A dictionary encoding: distinct byte strings, numbered in the order of their first appearance.
///
/// Strings are compared by their bytes. Swift's `String` would merge canonically equal names ("é"
/// in its two spellings), which all other programs treat as different classes and keys.
struct ByteStringTable: Sendable {
  private var storage: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing with linear probing; -1 is an empty slot.
  ///
  /// A power of two in size.
  private var slots: [Int32] = Array(repeating: -1, count: 16)
  private var last = -1

  /// How many distinct strings there are.
  var count: Int { ends.count }

  /// The bytes of a string.
  subscript(id: Int) -> ArraySlice<UInt8> { storage[start(id)..<ends[id]] }

  /// A string for people: invalid sequences, which the reader does not let in, would show as U+FFFD.
  func string(_ id: Int) -> String { String(decoding: self[id], as: UTF8.self) }

  private func start(_ id: Int) -> Int { id == 0 ? 0 : ends[id - 1] }

  /// The number of a string, which is added if it is new.
  mutating func intern(_ bytes: UnsafeRawBufferPointer) -> Int {
    if last >= 0, equals(last, bytes) { return last }
    let hash = hashBytes(bytes)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let id = Int(slots[slot])
      if hashes[id] == hash, equals(id, bytes) {
        last = id
        return id
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(bytes, hash: hash, slot: slot)
  }

  /// The number of a string, which is added if it is new.
  mutating func intern(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  /// The number of a string, which is added if it is new.
  mutating func intern(_ bytes: ArraySlice<UInt8>) -> Int { bytes.withUnsafeBytes { intern($0) } }

  /// The number of an existing string; nil if there is none.
  func find(_ bytes: some Collection<UInt8>) -> Int? {
    (0..<count).first { self[$0].elementsEqual(bytes) }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer, hash: UInt64, slot: Int) -> Int {
    let id = ends.count
    storage.append(contentsOf: bytes)
    ends.append(storage.count)
    hashes.append(hash)
    slots[slot] = Int32(id)
    last = id
    if ends.count * 2 > slots.count { grow() }
    return id
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (id, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(id)
    }
  }

  private func equals(_ id: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = start(id)
    guard ends[id] - start == bytes.count else { return false }
    return storage.withUnsafeBytes { storage in
      equalBytes(UnsafeRawBufferPointer(rebasing: storage[start..<start + bytes.count]), bytes)
    }
  }
}
