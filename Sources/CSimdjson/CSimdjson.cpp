#include "CSimdjson.h"
#include <simdjson.h>
int plumb_json_placeholder(void) { simdjson::dom::parser p; return (int)p.max_capacity(); }
