import PlumbAnalysis
import PlumbText

/// The paths and options of one run, which complete the commands that its checks suggest, so that
/// these can be pasted.
package struct SuggestedCommands: Sendable, Hashable {
  /// The job as it was passed to the run; nil for standard input and bytes in memory, whose
  /// commands keep the word JOB.
  package var job: String?
  /// The options that find the images, such as `--images photos`, which may be none; nil if the run
  /// had no images, whose commands keep `--images DIR`.
  package var imageOptions: [String]?
  /// The label attributes or patterns that the run was asked for; empty for the usual ones.
  package var attributes: [String] = []
  /// The AWS profile that the run was asked for; nil for the usual one.
  package var profile: String?
  /// The other options of the connection to S3, such as `--region eu-west-1`.
  package var connectionOptions: [String] = []

  /// Commands with placeholders.
  package init() {}

  /// A command with the run's paths and options in place of JOB and DIR.
  ///
  /// - Parameters:
  ///   - command: A command of Plumb, which may be piped into others, or a sentence that ends in one.
  ///   - attribute: What the word NAME stands for; nil leaves it.
  package func completed(_ command: String, attribute: String? = nil) -> String {
    var command = " " + command + " "
    if let imageOptions {
      command.replace(" --images DIR ", with: Self.words(imageOptions) + " ")
    }
    let asksForAttribute = command.contains(" NAME ")
    if let attribute { command.replace(" NAME ", with: " \(shellWord(attribute)) ") }
    if let job {
      let own = asksForAttribute ? [] : attributes.flatMap { ["--attribute", $0] }
      let options = own + profileOption(command) + connectionOptions
      command.replace(" JOB ", with: " \(shellWord(job))\(Self.words(options)) ")
    }
    return String(command.dropFirst().dropLast())
  }

  /// The results of checks with completed commands.
  func completed(_ results: [CheckResult], own attributes: [String]) -> [CheckResult] {
    let own = Set(attributes.map(ByteString.init))
    return results.map { result in
      var result = result
      result.description.command = completed(
        result.description.command, attribute: result.attribute(besides: own))
      return result
    }
  }

  /// `plumb check` has a `--profile` of its own.
  private func profileOption(_ command: String) -> [String] {
    guard let profile else { return [] }
    return [command.hasPrefix(" plumb check ") ? "--aws-profile" : "--profile", profile]
  }

  private static func words(_ options: [String]) -> String {
    options.map { " " + shellWord($0) }.joined()
  }
}

extension CheckResult {
  /// The first attribute that a finding names besides those in use.
  fileprivate func attribute(besides own: Set<ByteString>) -> String? {
    let details = outcome.findings.flatMap(\.details)
    guard case .list(let names)? = details.first(where: { $0.name == "attributes" })?.value else {
      return nil
    }
    return names.lazy.compactMap { name -> String? in
      if case .text(let name) = name { name } else { nil }
    }.first { !own.contains(ByteString($0)) }
  }
}
