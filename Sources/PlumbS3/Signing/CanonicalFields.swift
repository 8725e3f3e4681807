/// The header fields of a request in the form that is signed.
struct CanonicalFields {
  /// A line `name:value` for each name, sorted, each with its line end.
  let lines: String
  /// The names, sorted and joined by `;`.
  let names: String

  init(host: String, fields: [(name: String, value: String)]) {
    var signed = [(name: "host", value: host, place: 0)]
    for field in fields {
      let name = field.name.lowercased()
      if !Self.unsigned.contains(name) {
        signed.append((name, Self.trimmed(field.value), signed.count))
      }
    }
    // Fields of the same name stay in their order.
    signed.sort { ($0.name, $0.place) < ($1.name, $1.place) }
    var (lines, names) = ("", "")
    for (index, field) in signed.enumerated() {
      if index > 0, signed[index - 1].name == field.name {
        lines += ","
      } else {
        if index > 0 {
          lines += "\n"
          names += ";"
        }
        names += field.name
        lines += field.name
        lines += ":"
      }
      lines += field.value
    }
    (self.lines, self.names) = (lines + "\n", names)
  }

  /// Fields that a proxy may change or take away.
  private static let unsigned: Set<String> = [
    "baggage", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization",
    "te", "traceparent", "tracestate", "trailer", "transfer-encoding", "upgrade", "user-agent",
    "x-amzn-trace-id",
  ]

  /// Without blanks at both ends, and with one space for each run of blanks inside.
  private static func trimmed(_ value: String) -> String {
    if !value.utf8.contains(where: isBlank) { return value }
    let words = value.utf8.split(whereSeparator: isBlank)
    return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
