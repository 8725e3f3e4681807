// Swift's Glibc module leaves malloc.h out.
#ifndef PLUMB_CALLOCATOR_H
#define PLUMB_CALLOCATOR_H

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

// Keeps freed memory up to these sizes in the process, for the next allocation.
static inline void plumb_keep_freed_memory(int largest_block, int most_kept) {
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD)
  mallopt(M_MMAP_THRESHOLD, largest_block);
  mallopt(M_TRIM_THRESHOLD, most_kept);
  mallopt(M_TOP_PAD, 8 << 20);
#endif
}

#endif
