/// Adds one list of numbers to another, place by place, four at a time.
///
/// The compiler does not vectorise this loop by itself, and the models spend most of their time in it.
@inline(__always)
func add(
  _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, count: Int
) {
  var place = 0
  while place + 4 <= count {
    let sum =
      UnsafeRawPointer(source + place).loadUnaligned(as: SIMD4<Double>.self)
      + UnsafeRawPointer(target + place).loadUnaligned(as: SIMD4<Double>.self)
    UnsafeMutableRawPointer(target + place).storeBytes(of: sum, as: SIMD4<Double>.self)
    place += 4
  }
  while place < count {
    target[place] += source[place]
    place += 1
  }
}
