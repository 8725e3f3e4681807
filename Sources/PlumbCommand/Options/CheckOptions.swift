import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbLabels
import PlumbReports

/// Which checks are run, and by what they judge.
struct CheckOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Exit with 1 if any finding is at least this severe. Default: error.", valueName: "severity"))
  var failOn: SeverityName?

  @Option(
    help: ArgumentHelp(
      "Run only these checks or check groups, separated by commas.", valueName: "ids"))
  var only: String?

  @Option(
    help: ArgumentHelp(
      "The image quality definitions: default, or cleanvision to reproduce that program's results.",
      valueName: "name"))
  var profile: ProfileName?

  @OptionGroup var configuration: ConfigurationOptions

  /// The user's choice: the options, then the configuration, then the defaults.
  func plan(_ job: Job, quiet: Bool) throws -> CheckPlan {
    var plan = try configuration.plan(
      job, profile: profile?.profile, only: only.map { $0.split(separator: ",").map(String.init) },
      quiet: quiet)
    if let failOn { plan.failOn = failOn.severity }
    return plan
  }
}

/// A weight by its name.
struct SeverityName: ExpressibleByArgument {
  let severity: Severity

  init?(argument: String) {
    guard let severity = Severity(rawValue: argument) else { return nil }
    self.severity = severity
  }

  static var allValueStrings: [String] { Severity.allCases.reversed().map(\.rawValue) }
}

/// A set of definitions by its name.
struct ProfileName: ExpressibleByArgument {
  let profile: CheckProfile

  init?(argument: String) {
    guard let profile = CheckProfile(rawValue: argument) else { return nil }
    self.profile = profile
  }

  static var allValueStrings: [String] { CheckProfile.allCases.map(\.rawValue) }
}
