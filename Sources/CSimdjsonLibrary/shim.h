// Only carries the flags of pkg-config; CSimdjson includes simdjson.h from C++.
