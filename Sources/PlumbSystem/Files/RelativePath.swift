/// The way from one folder to another, such as `../photos`; "." for the same folder.
///
/// - Returns: nil if one of the two is not there.
package func relativePath(from start: String, to end: String) -> String? {
  guard let start = resolvedPath(start), let end = resolvedPath(end) else { return nil }
  let from = start.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
  let to = end.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
  var common = 0
  while common < min(from.count, to.count), from[common] == to[common] { common += 1 }
  let parts =
    Array(repeating: Array("..".utf8), count: from.count - common) + to[common...]
  if parts.isEmpty { return "." }
  return String(decoding: Array(parts.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
}
