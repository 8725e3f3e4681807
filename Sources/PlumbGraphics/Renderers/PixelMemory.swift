import CPango
import PlumbSystem

/// Zeroed memory for the pixels of one picture, in huge pages if the system supports them: pages of
/// 4 kB cost a tenth of the processor time of a report.
final class PixelMemory {
  /// The first byte.
  let start: UnsafeMutableRawPointer
  /// The bytes that may be used.
  let byteCount: Int

  /// Allocates memory; nil if there is none.
  init?(byteCount: Int) {
    let mapped = mmap(
      nil, max(1, byteCount), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped, mapped != MAP_FAILED else { return nil }
    #if os(Linux)
      // A wish: where it is refused, all is as before.
      madvise(mapped, byteCount, MADV_HUGEPAGE)
    #endif
    start = mapped
    self.byteCount = byteCount
  }

  deinit { munmap(start, max(1, byteCount)) }
}
