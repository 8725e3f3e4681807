/// P-values adjusted for multiple testing, by Benjamini and Hochberg's step-up procedure.
///
/// If everything at or below q counts as a discovery, on average at most a share q of them is
/// false, as long as the tests are independent or positively dependent. Source: Y. Benjamini and Y.
/// Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995).
///
/// - Parameter values: P-values from 0 to 1.
/// - Returns: The adjusted values, in the order of the p-values.
package func falseDiscoveryRates(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var adjusted = values
  var smallest = 1.0
  for (place, index) in order.enumerated().reversed() {
    smallest = min(smallest, values[index] * Double(values.count) / Double(place + 1))
    adjusted[index] = smallest
  }
  return adjusted
}
