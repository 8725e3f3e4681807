import CAllocator

/// How the C library's allocator treats this short-lived program.
enum MemoryTuning {
  /// Prepares the heap for large columns: freed memory is kept, and the heap is asked to be of huge
  /// pages.
  ///
  /// Getting fresh pages of 4 kB from the system was a quarter of the processor time of
  /// `plumb summary` on a million lines.
  static func prepareHeap() { plumb_prepare_heap(512 << 20) }
}
