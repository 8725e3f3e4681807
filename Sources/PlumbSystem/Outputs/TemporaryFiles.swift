import Synchronization

/// The unfinished files of this process, so that an interrupt can take them away.
package enum TemporaryFiles {
  /// More files than this at the same time are simply not known to the interrupt.
  package static let placeCount = 64

  /// The address of the places, each the address of a path as a C string or 0; 0 before the first.
  ///
  /// The block is made once and never given back: the interrupt may come at any time.
  private static let block = Atomic<UInt>(0)

  /// Where a file is remembered.
  ///
  /// The address shows whether the place is still this file's: only its owner frees it, so no other
  /// file can have the same meanwhile.
  package struct Place: Sendable {
    fileprivate let index: Int
    fileprivate let address: UInt
  }

  /// Removes every unfinished file.
  ///
  /// May be called in a signal handler: as built for release, it takes no lock and no memory, and
  /// all that it calls is `unlink`.
  package static func removeAll() {
    guard let places = Self.places(at: block.load(ordering: .acquiring)) else { return }
    for index in 0..<placeCount {
      let address = places[index].exchange(0, ordering: .acquiringAndReleasing)
      // The memory is not given back here: free() is not allowed in a signal handler.
      if let path = UnsafePointer<CChar>(bitPattern: address) { _ = unlink(path) }
    }
  }

  /// Remembers an unfinished file; nil if every place is taken.
  package static func insert(_ path: String) -> Place? {
    guard let places = madePlaces(), let copy = strdup(path) else { return nil }
    let address = UInt(bitPattern: copy)
    for index in 0..<placeCount
    where places[index].compareExchange(
      expected: 0, desired: address, ordering: .acquiringAndReleasing
    ).exchanged {
      return Place(index: index, address: address)
    }
    free(copy)
    return nil
  }

  /// Forgets a file that is finished or gone, once; does nothing after ``removeAll()``.
  package static func remove(_ place: Place) {
    let isOurs = places(at: block.load(ordering: .acquiring))?[place.index].compareExchange(
      expected: place.address, desired: 0, ordering: .acquiringAndReleasing
    ).exchanged
    if isOurs == true { free(UnsafeMutableRawPointer(bitPattern: place.address)) }
  }

  private static func places(at address: UInt) -> UnsafeMutablePointer<Atomic<UInt>>? {
    UnsafeMutablePointer(bitPattern: address)
  }

  /// The block; the first call makes it.
  private static func madePlaces() -> UnsafeMutablePointer<Atomic<UInt>>? {
    if let places = places(at: block.load(ordering: .acquiring)) { return places }
    let made = UnsafeMutablePointer<Atomic<UInt>>.allocate(capacity: placeCount)
    for index in 0..<placeCount { (made + index).initialize(to: Atomic(0)) }
    let (isFirst, current) = block.compareExchange(
      expected: 0, desired: UInt(bitPattern: made), ordering: .acquiringAndReleasing)
    if isFirst { return made }
    made.deinitialize(count: placeCount)
    made.deallocate()
    return places(at: current)
  }
}
