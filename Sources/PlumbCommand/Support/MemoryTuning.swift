import CAllocator

/// How the C library's allocator treats this short-lived program.
enum MemoryTuning {
  /// Keeps freed memory for the next allocation instead of giving it back to the system.
  ///
  /// A manifest is read in chunks of the same size, one after the other; getting the pages for each
  /// of them anew took a tenth of the time of `plumb summary` on a million lines.
  static func keepFreedMemory() { plumb_keep_freed_memory(64 << 20, 256 << 20) }
}
