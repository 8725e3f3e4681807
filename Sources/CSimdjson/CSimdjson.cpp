#include "CSimdjson.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
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

struct plumb_json_parser {
  dom::parser parser{SIMDJSON_MAXSIZE_BYTES};
  std::vector<plumb_json_field> fields;
  std::vector<Key> keys;
  std::string names;
  uint64_t shape = 0;
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

// The kind and, for scalars, the value of an element.
void describe(dom::element element, plumb_json_field &field) {
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

void append(dom::key_value_pair pair, std::vector<plumb_json_field> &fields) {
  plumb_json_field field;
  field.key = pair.key.data();
  field.key_length = uint32_t(pair.key.size());
  field.children = 0;
  describe(pair.value, field);
  fields.push_back(field);
}

void flatten(dom::object object, std::vector<plumb_json_field> &fields) {
  fields.clear();
  for (dom::key_value_pair pair : object) {
    const size_t outer = fields.size();
    append(pair, fields);
    if (fields[outer].kind != PLUMB_JSON_OBJECT) continue;
    for (dom::key_value_pair inner : dom::object(pair.value)) append(inner, fields);
    fields[outer].children = uint32_t(fields.size() - outer - 1);
  }
}

// Counts the shape up where the keys differ from those of the line before.
void note_shape(plumb_json_parser *self) {
  const auto &fields = self->fields;
  auto &keys = self->keys;
  const char *names = self->names.data();
  const auto same = [names](const Key &key, const plumb_json_field &field) {
    return key.length == field.key_length && key.children == field.children &&
           key.is_object == (field.kind == PLUMB_JSON_OBJECT) &&
           equal_bytes(names + key.start, field.key, key.length);
  };
  if (keys.size() == fields.size() && std::equal(keys.begin(), keys.end(), fields.begin(), same)) {
    return;
  }
  self->shape += 1;
  keys.clear();
  self->names.clear();
  for (const auto &field : fields) {
    keys.push_back({self->names.size(), field.key_length, field.children,
                    field.kind == PLUMB_JSON_OBJECT});
    self->names.append(field.key, field.key_length);
  }
  self->names.append(8, '\0');
}

int parse(plumb_json_parser *self, const char *line, size_t length) {
  if (length > self->parser.capacity()) {
    const size_t capacity = std::max<size_t>(length * 2, 16384);
    if (self->parser.allocate(capacity, PLUMB_JSON_MAXIMUM_DEPTH + 1)) {
      return PLUMB_JSON_OUT_OF_MEMORY;
    }
  }
  dom::element root;
  const error_code error =
      self->parser.parse(reinterpret_cast<const uint8_t *>(line), length, false).get(root);
  if (error) return status_of(error);
  dom::object object;
  if (root.get(object)) return PLUMB_JSON_NOT_OBJECT;
  flatten(object, self->fields);
  note_shape(self);
  return PLUMB_JSON_OK;
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
      *result = {parser->fields.data(), parser->fields.size(), parser->shape};
    }
    return status;
  } catch (...) {
    return PLUMB_JSON_OUT_OF_MEMORY;
  }
}
