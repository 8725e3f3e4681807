/// The header fields of a request in the form that is signed.
struct CanonicalFields {
  /// A line `name:value` for each name, sorted, each with its line end.
  let lines: String
  /// The names, sorted and joined by `;`.
  let names: String

  init(host: String, fields: [(name: String, value: String)]) {
    var values: [String: [String]] = ["host": [host]]
    for field in fields {
      let name = field.name.lowercased()
      if !Self.unsigned.contains(name) {
        values[name, default: []].append(Self.trimmed(field.value))
      }
    }
    let sorted = values.sorted { $0.key < $1.key }
    lines = sorted.map { "\($0.key):\($0.value.joined(separator: ","))\n" }.joined()
    names = sorted.map(\.key).joined(separator: ";")
  }

  /// Fields that a proxy may change or take away.
  private static let unsigned: Set<String> = [
    "baggage", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization",
    "te", "traceparent", "tracestate", "trailer", "transfer-encoding", "upgrade", "user-agent",
    "x-amzn-trace-id",
  ]

  /// Without blanks at both ends, and with one space for each run of blanks inside.
  private static func trimmed(_ value: String) -> String {
    let words = value.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }
}
