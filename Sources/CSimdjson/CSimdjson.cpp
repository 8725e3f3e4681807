#include "CSimdjson.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <simdjson.h>

using namespace simdjson;

namespace {

// A key of the line before, to see whether this line has the same.
struct Key {
  size_t start;  // in `names`
  uint32_t length;
  uint32_t children;
  bool is_object;
};

// Compares eight bytes at a time; both sides must be readable for seven bytes more.
bool equal_bytes(const char *left, const char *right, size_t length) {
  uint64_t a, b;
  for (; length >= 8; length -= 8, left += 8, right += 8) {
    std::memcpy(&a, left, 8);
    std::memcpy(&b, right, 8);
    if (a != b) return false;
  }
  if (length == 0) return true;
  std::memcpy(&a, left, 8);
  std::memcpy(&b, right, 8);
  return ((a ^ b) << (64 - 8 * length)) == 0;
}

}  // namespace

// The keys of a line, to see whether another has the same.
struct KeySet {
  std::vector<Key> keys;
  std::string names;
  uint64_t shape = 0;
};

// Lines of several jobs in one file alternate between a few sets of keys.
constexpr size_t most_key_sets = 32;

struct plumb_json_parser {
  dom::parser parser{SIMDJSON_MAXSIZE_BYTES};
  std::vector<plumb_json_field> fields;
  size_t count = 0;        // of the fields, how many are this line's
  std::vector<KeySet> sets{KeySet{}};
  size_t current = 0;      // of the sets, that of the line before
  uint64_t shapes = 0;     // how many sets there have been
  uint64_t document = 0;   // the first word of every element's place
};

namespace {

int status_of(error_code error) {
  switch (error) {
    case UTF8_ERROR: return PLUMB_JSON_INVALID_UTF8;
    case DEPTH_ERROR: return PLUMB_JSON_TOO_DEEP;
    case MEMALLOC: return PLUMB_JSON_OUT_OF_MEMORY;
    default: return PLUMB_JSON_INVALID;
  }
}

uint64_t bits(double number) {
  uint64_t bits;
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}

// Elements and iterators are two words each, and hand out nothing to make them of again: they
// cross into Swift as their bytes.
template <typename Place>
void save(const Place &place, uint64_t (&words)[2]) {
  static_assert(sizeof(Place) <= sizeof words && std::is_trivially_copyable<Place>::value, "");
  std::memcpy(words, &place, sizeof place);
}

// The kind and, for scalars, the value of an element.
inline void describe(dom::element element, plumb_json_field &field) {
  switch (element.type()) {
    case dom::element_type::NULL_VALUE: field.kind = PLUMB_JSON_NULL; break;
    case dom::element_type::BOOL:
      field.kind = bool(element) ? PLUMB_JSON_TRUE : PLUMB_JSON_FALSE;
      break;
    case dom::element_type::INT64:
      field.kind = PLUMB_JSON_INTEGER;
      field.value = uint64_t(int64_t(element));
      break;
    case dom::element_type::UINT64:  // beyond int64: no label index, no confidence, is that large
      field.kind = PLUMB_JSON_DOUBLE;
      field.value = bits(double(uint64_t(element)));
      break;
    case dom::element_type::DOUBLE:
      field.kind = PLUMB_JSON_DOUBLE;
      field.value = bits(double(element));
      break;
    case dom::element_type::STRING:
      field.kind = PLUMB_JSON_STRING;
      field.value = uint64_t(reinterpret_cast<uintptr_t>(element.get_c_str().value_unsafe()));
      field.text_length = uint32_t(element.get_string_length().value_unsafe());
      break;
    case dom::element_type::ARRAY: field.kind = PLUMB_JSON_ARRAY; break;
    case dom::element_type::OBJECT: field.kind = PLUMB_JSON_OBJECT; break;
  }
}

// Adds the field at an iterator; returns whether its key is that of the line before at the same
// place. Key and value are taken one by one: a `key_value_pair` goes through memory in halves, and
// reading it back waits for both (a seventh of the time of a whole summary).
inline bool append(plumb_json_parser *self, const dom::object::iterator &pair, dom::element value) {
  if (self->count == self->fields.size()) self->fields.resize(self->count * 2 + 16);
  plumb_json_field &field = self->fields[self->count];
  field.key = pair.key_c_str();
  field.key_length = pair.key_length();
  field.children = 0;
  describe(value, field);
  if (field.kind >= PLUMB_JSON_ARRAY) {
    uint64_t words[2];
    save(value, words);
    self->document = words[0];
    field.value = words[1];
  }
  const size_t place = self->count++;
  const KeySet &set = self->sets[self->current];
  if (place >= set.keys.size()) return false;
  const Key &key = set.keys[place];
  return key.length == field.key_length && key.is_object == (field.kind == PLUMB_JSON_OBJECT) &&
         equal_bytes(set.names.data() + key.start, field.key, key.length);
}

bool is_of(const plumb_json_parser *self, const KeySet &set) {
  if (set.keys.size() != self->count) return false;
  for (size_t place = 0; place < self->count; place++) {
    const plumb_json_field &field = self->fields[place];
    const Key &key = set.keys[place];
    if (key.length != field.key_length || key.children != field.children ||
        key.is_object != (field.kind == PLUMB_JSON_OBJECT) ||
        !equal_bytes(set.names.data() + key.start, field.key, key.length)) {
      return false;
    }
  }
  return true;
}

// Finds the keys among those of earlier lines, or remembers them in place of the oldest.
void remember_keys(plumb_json_parser *self) {
  for (size_t place = 0; place < self->sets.size(); place++) {
    if (self->sets[place].shape > 0 && is_of(self, self->sets[place])) {
      self->current = place;
      return;
    }
  }
  if (self->sets.size() < most_key_sets) self->sets.emplace_back();
  self->shapes += 1;
  self->current = self->shapes % self->sets.size();
  KeySet &set = self->sets[self->current];
  set.shape = self->shapes;
  set.keys.clear();
  set.names.clear();
  for (size_t place = 0; place < self->count; place++) {
    const plumb_json_field &field = self->fields[place];
    set.keys.push_back({set.names.size(), field.key_length, field.children,
                        field.kind == PLUMB_JSON_OBJECT});
    set.names.append(field.key, field.key_length);
  }
  set.names.append(8, '\0');
}

// Lists the fields, and counts the shape up where the keys differ from those of the line before.
void flatten(plumb_json_parser *self, dom::object object) {
  self->count = 0;
  bool same = true;
  const dom::object::iterator end = object.end();
  for (dom::object::iterator pair = object.begin(); pair != end; ++pair) {
    const size_t outer = self->count;
    const dom::element value = pair.value();
    same &= append(self, pair, value);
    if (self->fields[outer].kind != PLUMB_JSON_OBJECT) continue;
    const dom::object inner(value);
    const dom::object::iterator inner_end = inner.end();
    for (dom::object::iterator member = inner.begin(); member != inner_end; ++member) {
      same &= append(self, member, member.value());
    }
    self->fields[outer].children = uint32_t(self->count - outer - 1);
    same = same && self->sets[self->current].keys[outer].children == self->fields[outer].children;
  }
  if (!same || self->count != self->sets[self->current].keys.size()) remember_keys(self);
}

int parse_root(plumb_json_parser *self, const char *text, size_t length, dom::element &root) {
  if (length > self->parser.capacity()) {
    // A parser takes a dozen times its capacity: large ones are not made larger than need be.
    const size_t spare = length < (size_t(1) << 20) ? length : length / 8;
    const size_t capacity = std::max<size_t>(length + spare, 16384);
    if (self->parser.allocate(capacity, PLUMB_JSON_MAXIMUM_DEPTH + 1)) {
      return PLUMB_JSON_OUT_OF_MEMORY;
    }
  }
  const error_code error =
      self->parser.parse(reinterpret_cast<const uint8_t *>(text), length, false).get(root);
  return error ? status_of(error) : PLUMB_JSON_OK;
}

int parse(plumb_json_parser *self, const char *line, size_t length) {
  dom::element root;
  const int status = parse_root(self, line, length, root);
  if (status != PLUMB_JSON_OK) return status;
  dom::object object;
  if (root.get(object)) return PLUMB_JSON_NOT_OBJECT;
  flatten(self, object);
  return PLUMB_JSON_OK;
}

template <typename Place>
Place restore(const uint64_t (&words)[2]) {
  Place place;
  std::memcpy(&place, words, sizeof place);
  return place;
}

void describe_node(dom::element element, plumb_json_node &node) {
  describe(element, node.field);
  save(element, node.place);
}

template <typename Container>
plumb_json_cursor cursor_over(const plumb_json_node &node) {
  plumb_json_cursor cursor{};
  cursor.kind = node.field.kind;
  const Container container(restore<dom::element>(node.place));
  save(container.begin(), cursor.next);
  save(container.end(), cursor.end);
  return cursor;
}

template <typename Iterator>
bool advance(plumb_json_cursor &cursor, Iterator &current) {
  current = restore<Iterator>(cursor.next);
  if (!(current != restore<Iterator>(cursor.end))) return false;
  Iterator next = current;
  save(++next, cursor.next);
  return true;
}

bool next_member(plumb_json_cursor &cursor, plumb_json_node &child) {
  dom::object::iterator current;
  if (!advance(cursor, current)) return false;
  const std::string_view key = current.key();
  child.field.key = key.data();
  child.field.key_length = uint32_t(key.size());
  describe_node(current.value(), child);
  return true;
}

bool next_element(plumb_json_cursor &cursor, plumb_json_node &child) {
  dom::array::iterator current;
  if (!advance(cursor, current)) return false;
  child.field.key = nullptr;
  child.field.key_length = 0;
  describe_node(*current, child);
  return true;
}

}  // namespace

plumb_json_parser *plumb_json_parser_create(void) { return new (std::nothrow) plumb_json_parser; }

void plumb_json_parser_destroy(plumb_json_parser *parser) { delete parser; }

int plumb_json_parse(plumb_json_parser *parser, const char *line, size_t length,
                     plumb_json_line *result) {
  // No exception may cross into Swift.
  try {
    const int status = parse(parser, line, length);
    if (status == PLUMB_JSON_OK) {
      *result = {parser->fields.data(), parser->count,
                 parser->sets[parser->current].shape, parser->document};
    }
    return status;
  } catch (...) {
    return PLUMB_JSON_OUT_OF_MEMORY;
  }
}

plumb_json_node plumb_json_line_node(const plumb_json_line *line, size_t index) {
  return {line->fields[index], {line->document, line->fields[index].value}};
}

int plumb_json_parse_document(plumb_json_parser *parser, const char *text, size_t length,
                              plumb_json_node *root) {
  try {
    dom::element element;
    const int status = parse_root(parser, text, length, element);
    if (status != PLUMB_JSON_OK) return status;
    *root = {};
    describe_node(element, *root);
    return PLUMB_JSON_OK;
  } catch (...) {
    return PLUMB_JSON_OUT_OF_MEMORY;
  }
}

plumb_json_cursor plumb_json_children(const plumb_json_node *container) {
  // What would be thrown is a wrong type, and the type is looked at first.
  try {
    switch (container->field.kind) {
      case PLUMB_JSON_OBJECT: return cursor_over<dom::object>(*container);
      case PLUMB_JSON_ARRAY: return cursor_over<dom::array>(*container);
      default: return {};
    }
  } catch (...) {
    return {};
  }
}

int plumb_json_next(plumb_json_cursor *cursor, plumb_json_node *child) {
  try {
    switch (cursor->kind) {
      case PLUMB_JSON_OBJECT: return next_member(*cursor, *child);
      case PLUMB_JSON_ARRAY: return next_element(*cursor, *child);
      default: return 0;
    }
  } catch (...) {
    return 0;
  }
}
