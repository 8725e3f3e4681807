import ArgumentParser

/// The path of an output; an empty one, as an unset variable gives it, is refused.
struct OutputPath: ExpressibleByArgument {
  let path: String

  init?(argument: String) {
    if argument.isEmpty { return nil }
    path = argument
  }
}
