extension HTTPAnswer {
  /// What `Content-Range: bytes A-B/N` says (RFC 9110, section 14.4).
  var contentRange: (range: Range<Int>, total: Int)? {
    guard let text = value("content-range"), text.hasPrefix("bytes ") else { return nil }
    let parts = text.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, ends.count == 2, let first = decimal(ends[0]),
      let last = decimal(ends[1]), let total = decimal(parts[1]), first <= last, last < total
    else { return nil }
    return (first..<last + 1, total)
  }

  /// Whether this is the response with the requested part of an object.
  func isPart(_ range: Range<Int>) -> Bool {
    guard status == 206, statedLength == range.count, let part = contentRange?.range else {
      return false
    }
    return part == range
  }
}
