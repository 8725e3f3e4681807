import CAllocator

/// How the C library's allocator treats this short-lived program.
enum MemoryTuning {
  /// Lets all threads share one heap, which keeps the peak lower; to be called before there are any.
  static func shareHeap() { plumb_share_heaps(1) }

  /// Gives the threads that are started from now on a few heaps, for a few megabytes more.
  ///
  /// Where many download while others decode, they would wait for each other at one, a thousand
  /// times for a thousand images.
  static func shareHeapsAmongDownloads() { plumb_share_heaps(3) }

  /// Prepares the heap for the columns of a large manifest: freed memory is kept, and the heap is
  /// asked to be of huge pages.
  ///
  /// Getting fresh pages of 4 kB from the system was a quarter of the processor time of
  /// `plumb summary` on a million lines. Small manifests do not need it.
  ///
  /// - Parameter size: The manifest's size in bytes; nil if unknown, and may be large.
  static func prepareHeap(forManifestOf size: Int?) {
    if let size, size < largeManifest { return }
    plumb_prepare_heap(512 << 20)
  }

  private static let largeManifest = 32 << 20
}
