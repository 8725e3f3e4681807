import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The unfinished files of this process, so that an interrupt can take them away.
public enum TemporaryFiles {
  /// Paths as C strings, by address; 0 is a free place.
  ///
  /// More files than places are simply not known to the interrupt.
  private struct Places: ~Copyable {
    let one = Atomic<UInt>(0), two = Atomic<UInt>(0), three = Atomic<UInt>(0)
    let four = Atomic<UInt>(0), five = Atomic<UInt>(0), six = Atomic<UInt>(0)
    let seven = Atomic<UInt>(0), eight = Atomic<UInt>(0)
  }
  private static let places = Places()
  private static let counter = Atomic<Int>(0)

  /// Removes every unfinished file.
  ///
  /// Only system calls that are allowed in a signal handler.
  public static func removeAll() {
    takePlace(places.one)
    takePlace(places.two)
    takePlace(places.three)
    takePlace(places.four)
    takePlace(places.five)
    takePlace(places.six)
    takePlace(places.seven)
    takePlace(places.eight)
  }

  private static func takePlace(_ place: borrowing Atomic<UInt>) {
    let address = place.exchange(0, ordering: .acquiringAndReleasing)
    // The memory is not given back here: free() is not allowed in a signal handler.
    if let path = UnsafePointer<CChar>(bitPattern: address) { _ = unlink(path) }
  }

  /// A name in a folder that no other file of any process has.
  static func name(in folder: String) -> String {
    let number = counter.wrappingAdd(1, ordering: .relaxed).oldValue
    return "\(folder)/.plumb-\(getpid())-\(number).tmp"
  }

  /// Remembers an unfinished file.
  static func insert(_ path: String) {
    guard let copy = strdup(path) else { return }
    let address = UInt(bitPattern: copy)
    let isKept =
      put(address, places.one) || put(address, places.two) || put(address, places.three)
      || put(address, places.four) || put(address, places.five) || put(address, places.six)
      || put(address, places.seven) || put(address, places.eight)
    if !isKept { free(copy) }
  }

  /// Forgets a file that is finished or gone.
  static func remove(_ path: String) {
    drop(path, places.one)
    drop(path, places.two)
    drop(path, places.three)
    drop(path, places.four)
    drop(path, places.five)
    drop(path, places.six)
    drop(path, places.seven)
    drop(path, places.eight)
  }

  private static func put(_ address: UInt, _ place: borrowing Atomic<UInt>) -> Bool {
    place.compareExchange(expected: 0, desired: address, ordering: .acquiringAndReleasing).exchanged
  }

  private static func drop(_ path: String, _ place: borrowing Atomic<UInt>) {
    let address = place.load(ordering: .acquiring)
    guard let held = UnsafeMutablePointer<CChar>(bitPattern: address), strcmp(held, path) == 0,
      place.compareExchange(expected: address, desired: 0, ordering: .acquiringAndReleasing)
        .exchanged
    else { return }
    free(held)
  }
}
