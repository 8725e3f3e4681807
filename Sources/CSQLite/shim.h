// SQLite copies a bound text where it is told so by a cast that Swift does not see.
#ifndef PLUMB_CSQLITE_H
#define PLUMB_CSQLITE_H

#include <sqlite3.h>

static inline int plumb_sqlite_bind_text(
    sqlite3_stmt *statement, int column, const void *bytes, int count) {
  // An empty buffer of Swift's has no address, which SQLite would take for null.
  return sqlite3_bind_text(
      statement, column, bytes ? (const char *)bytes : "", count, SQLITE_TRANSIENT);
}

#endif
