// How the C library's allocator treats a short-lived program that reads a lot at once.
#ifndef PLUMB_CALLOCATOR_H
#define PLUMB_CALLOCATOR_H

#include <stddef.h>
#include <stdint.h>

#if defined(__linux__)
#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#endif

// Lets all threads share so many heaps: what one frees another of the same heap can use.
static inline void plumb_share_heaps(int count) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, count);
#else
  (void)count;
#endif
}

// Keeps freed memory in the process for the next allocation, and asks for huge pages for the next
// `size` bytes of the heap. No memory is used before it is needed; where the system refuses,
// everything works as before.
static inline void plumb_prepare_heap(size_t size) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  char *block = (char *)malloc(size);
  if (block == NULL) return;
  const uintptr_t huge = 2u << 20;
  const uintptr_t start = ((uintptr_t)block + huge - 1) & ~(huge - 1);
  madvise((void *)start, (size - huge) & ~(huge - 1), MADV_HUGEPAGE);
  free(block);
#else
  (void)size;
#endif
}

#endif
