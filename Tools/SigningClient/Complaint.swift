import PlumbSystem

/// Writes a sentence to standard error.
///
/// - Returns: the exit code of a run that could not be.
func complain(_ sentence: String) -> Int32 {
  _ = Array("\(sentence)\n".utf8).withUnsafeBytes { writeAll(STDERR_FILENO, $0) }
  return 2
}
