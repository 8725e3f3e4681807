#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The few functions of the C library that drawings need, under names that read as words.

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

func decimalLogarithm(_ value: Double) -> Double { log10(value) }

func sine(degrees: Double) -> Double { sin(degrees * .pi / 180) }

func cosine(degrees: Double) -> Double { cos(degrees * .pi / 180) }
