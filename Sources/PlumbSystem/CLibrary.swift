// The C library, once for everybody who imports PlumbSystem.
#if canImport(Darwin)
  @_exported import Darwin
#else
  @_exported import Glibc
#endif
