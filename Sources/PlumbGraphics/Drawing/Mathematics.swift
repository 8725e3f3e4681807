import PlumbSystem

// The few functions of the C library that drawings need, under names that read as words.

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

func decimalLogarithm(_ value: Double) -> Double { log10(value) }

/// The whole part of a value, brought into a range; its lower end for NaN.
///
/// Never traps.
func wholeNumber(_ value: Double, in range: ClosedRange<Int>) -> Int {
  guard value > Double(range.lowerBound) else { return range.lowerBound }
  return value < Double(range.upperBound) ? Int(value) : range.upperBound
}

func sine(degrees: Double) -> Double { sin(degrees * .pi / 180) }

func cosine(degrees: Double) -> Double { cos(degrees * .pi / 180) }
