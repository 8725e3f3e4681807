#include "CSimdjson.h"

#include <algorithm>
#include <new>
#include <vector>

#include <simdjson.h>

using namespace simdjson;

struct plumb_json_parser {
  dom::parser parser{SIMDJSON_MAXSIZE_BYTES};
  std::vector<plumb_json_field> fields;
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

// The kind and, for scalars, the value of an element.
void describe(dom::element element, plumb_json_field &field) {
  switch (element.type()) {
    case dom::element_type::NULL_VALUE: field.kind = PLUMB_JSON_NULL; break;
    case dom::element_type::BOOL:
      field.kind = bool(element) ? PLUMB_JSON_TRUE : PLUMB_JSON_FALSE;
      break;
    case dom::element_type::INT64:
      field.kind = PLUMB_JSON_INTEGER;
      field.integer = int64_t(element);
      field.number = double(field.integer);
      break;
    case dom::element_type::UINT64:  // beyond int64: no label index, no confidence, is that large
      field.kind = PLUMB_JSON_DOUBLE;
      field.number = double(uint64_t(element));
      break;
    case dom::element_type::DOUBLE:
      field.kind = PLUMB_JSON_DOUBLE;
      field.number = double(element);
      break;
    case dom::element_type::STRING:
      field.kind = PLUMB_JSON_STRING;
      field.text = element.get_c_str();
      field.text_length = uint32_t(element.get_string_length());
      break;
    case dom::element_type::ARRAY: field.kind = PLUMB_JSON_ARRAY; break;
    case dom::element_type::OBJECT: field.kind = PLUMB_JSON_OBJECT; break;
  }
}

plumb_json_field named(dom::key_value_pair pair) {
  plumb_json_field field{};
  field.key = pair.key.data();
  field.key_length = uint32_t(pair.key.size());
  describe(pair.value, field);
  return field;
}

void flatten(dom::object object, std::vector<plumb_json_field> &fields) {
  fields.clear();
  for (dom::key_value_pair pair : object) {
    const size_t outer = fields.size();
    fields.push_back(named(pair));
    if (fields[outer].kind != PLUMB_JSON_OBJECT) continue;
    for (dom::key_value_pair inner : dom::object(pair.value)) fields.push_back(named(inner));
    fields[outer].children = uint32_t(fields.size() - outer - 1);
  }
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
  return PLUMB_JSON_OK;
}

}  // namespace

plumb_json_parser *plumb_json_parser_create(void) { return new (std::nothrow) plumb_json_parser; }

void plumb_json_parser_destroy(plumb_json_parser *parser) { delete parser; }

int plumb_json_parse(plumb_json_parser *parser, const char *line, size_t length,
                     const plumb_json_field **fields, size_t *count) {
  // No exception may cross into Swift.
  try {
    const int status = parse(parser, line, length);
    *fields = parser->fields.data();
    *count = status == PLUMB_JSON_OK ? parser->fields.size() : 0;
    return status;
  } catch (...) {
    *count = 0;
    return PLUMB_JSON_OUT_OF_MEMORY;
  }
}
