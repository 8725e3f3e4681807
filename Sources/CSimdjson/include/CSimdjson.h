// A C face for simdjson's DOM parser. For lines, of which there are millions, one call turns one
// JSON line into a flat list of the fields of the outer object and of the objects directly inside
// it; deeper values are checked for correctness, but only their kind is reported. For whole
// documents of any shape there are nodes, and cursors over what is directly inside a node.
#ifndef PLUMB_CSIMDJSON_H
#define PLUMB_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum plumb_json_kind {
  PLUMB_JSON_NULL,
  PLUMB_JSON_TRUE,
  PLUMB_JSON_FALSE,
  PLUMB_JSON_INTEGER,
  PLUMB_JSON_DOUBLE,
  PLUMB_JSON_STRING,
  PLUMB_JSON_ARRAY,
  PLUMB_JSON_OBJECT
};

enum plumb_json_status {
  PLUMB_JSON_OK,
  PLUMB_JSON_NOT_OBJECT,
  PLUMB_JSON_INVALID,
  PLUMB_JSON_INVALID_UTF8,
  PLUMB_JSON_TOO_DEEP,
  PLUMB_JSON_OUT_OF_MEMORY
};

// One field, in 32 bytes: a million lines have eleven million of them. Pointers live until the
// parser's next call.
typedef struct {
  const char *key;
  // Integers and doubles: the bits; strings: the address of the text; arrays and objects: a place in
  // the document.
  uint64_t value;
  uint32_t key_length;
  uint32_t text_length;  // strings only
  uint32_t children;     // objects of the outer level: how many of the next fields are theirs
  uint8_t kind;          // plumb_json_kind
} plumb_json_field;

typedef struct plumb_json_parser plumb_json_parser;

// Levels of nesting that are accepted; one more is PLUMB_JSON_TOO_DEEP.
enum { PLUMB_JSON_MAXIMUM_DEPTH = 128 };

// Bytes behind a line that must be readable (their values do not matter).
enum { PLUMB_JSON_SLACK = 64 };

plumb_json_parser *plumb_json_parser_create(void);
void plumb_json_parser_destroy(plumb_json_parser *parser);

// The fields of one line.
typedef struct {
  const plumb_json_field *fields;
  size_t count;
  // Equal for lines whose keys, in their order, and whose objects are the same, as long as few other
  // keys came between them: what was found out about the keys then need not be found out again. Never
  // equal for lines of different keys; from 1.
  uint64_t shape;
  uint64_t document;
} plumb_json_line;

// Parses `length` bytes at `line`; returns a plumb_json_status and fills `result` where it is
// PLUMB_JSON_OK.
int plumb_json_parse(plumb_json_parser *parser, const char *line, size_t length,
                     plumb_json_line *result);

// A value anywhere in a document; it lives until the parser's next call.
typedef struct {
  plumb_json_field field;  // the key is empty but in objects; `children` is not used
  uint64_t place[2];       // for plumb_json_children only
} plumb_json_node;

// Parses a document of any kind. Returns a plumb_json_status, never PLUMB_JSON_NOT_OBJECT, and
// fills `root` where it is PLUMB_JSON_OK.
int plumb_json_parse_document(plumb_json_parser *parser, const char *text, size_t length,
                              plumb_json_node *root);

// The array or object that is a field of a line, for plumb_json_children.
plumb_json_node plumb_json_line_node(const plumb_json_line *line, size_t index);

// Walks over the values directly inside an array or object, in their order.
typedef struct {
  uint64_t next[2];
  uint64_t end[2];
  uint8_t kind;  // of the container; a scalar has no children
} plumb_json_cursor;

plumb_json_cursor plumb_json_children(const plumb_json_node *container);

// The next value; 0 at the end.
int plumb_json_next(plumb_json_cursor *cursor, plumb_json_node *child);

#ifdef __cplusplus
}
#endif
#endif
