/// White space as Python takes it, whose parser defines the format of these files.
func isConfigurationSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
}

/// A text without the white space at its ends.
func stripped(_ text: some Collection<Unicode.Scalar>) -> String {
  strippedAtEnd(text.drop(while: isConfigurationSpace))
}

/// A text without the white space at its end.
func strippedAtEnd(_ text: some Collection<Unicode.Scalar>) -> String {
  var kept = String.UnicodeScalarView()
  kept.append(contentsOf: text)
  while let last = kept.last, isConfigurationSpace(last) { kept.removeLast() }
  return String(kept)
}

/// Cuts a text at LF, CR and CR LF, and at nothing else.
func lines(of text: String) -> [Substring.UnicodeScalarView] {
  var lines: [Substring.UnicodeScalarView] = []
  var rest = text[...].unicodeScalars
  while let end = rest.firstIndex(where: { $0 == "\n" || $0 == "\r" }) {
    lines.append(rest[..<end])
    let isPair = rest[end] == "\r" && rest[rest.index(after: end)...].first == "\n"
    rest = rest[rest.index(end, offsetBy: isPair ? 2 : 1)...]
  }
  return rest.isEmpty ? lines : lines + [rest]
}
