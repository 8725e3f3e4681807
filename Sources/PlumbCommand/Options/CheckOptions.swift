import ArgumentParser
import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports

/// Which checks are run, and by what they judge.
struct CheckOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Exit with 1 where a finding is as grave as this. Default: error.", valueName: "weight"))
  var failOn: SeverityName?

  @Option(
    help: ArgumentHelp(
      "Run these checks or groups of checks only, with commas between them.", valueName: "ids"))
  var only: String?

  @Option(
    help: ArgumentHelp(
      "Judge images by these definitions: default, or cleanvision, which reproduces that program.",
      valueName: "name"))
  var profile: ProfileName?

  @Option(
    help: ArgumentHelp(
      "Thresholds and weights. Default: plumb.yml in this folder, where there is one.",
      valueName: "file"))
  var config: String?

  @Flag(help: "Read no plumb.yml.")
  var noConfig = false

  @Option(
    help: ArgumentHelp(
      "The label category file. Default: annotation-tool/data.json of the job's folder.",
      valueName: "file"))
  var categories: String?

  func validate() throws {
    if config != nil, noConfig {
      throw ValidationError("--config and --no-config exclude each other.")
    }
  }

  private static let defaultConfiguration = "plumb.yml"

  /// What the user asked for: the options, then the configuration, then what is usual.
  func choice() throws -> CheckChoice {
    let path =
      noConfig
      ? nil
      : config
        ?? (JobLocator.size(of: Self.defaultConfiguration) != nil
          ? Self.defaultConfiguration : nil)
    let configuration = try path.map(read) ?? Configuration()
    var settings = CheckSettings()
    let names = only.map { $0.split(separator: ",").map(String.init) }
    settings.only = try (names ?? configuration.only).map {
      try Self.ids($0, only == nil ? "only" : "--only")
    }
    settings.off = configuration.off
    settings.severities = configuration.severities
    settings.thresholds = configuration.thresholds.mapValues(Thresholds.init)
    return CheckChoice(
      profile: profile?.profile ?? configuration.profile ?? .standard, settings: settings,
      failOn: failOn?.severity ?? configuration.failOn ?? .error, configuration: path)
  }

  private func read(_ path: String) throws -> Configuration {
    let bytes = try WholeFile.bytes(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ReportError("\(path): it is not UTF-8; write it again as UTF-8.")
    }
    do throws(ConfigurationError) {
      return try Configuration(text, profile: profile?.profile)
    } catch {
      throw ReportError(
        "\(path): \(error.description). plumb check --list has every check and threshold.")
    }
  }

  /// The ids that a list of ids and groups stands for.
  static func ids(_ list: [String], _ option: String) throws -> Set<String> {
    let descriptions = allChecks.map(\.description)
    var ids: Set<String> = []
    for part in list {
      let name = part.split(separator: " ").joined(separator: " ")
      let members = descriptions.filter { $0.id == name || $0.group.rawValue == name }.map(\.id)
      if members.isEmpty {
        let known = descriptions.map(\.id) + CheckGroup.allCases.map(\.rawValue)
        throw ReportError(
          "\(option): there is no check or group '\(displayText(name, limit: 80))'."
            + NearNames.sentence(name, known) + " plumb check --list has all.")
      }
      ids.formUnion(members)
    }
    if ids.isEmpty { throw ReportError("\(option) is empty; name checks or groups.") }
    return ids
  }

  /// The classes of the label category file: of the one named, else of the job's own where it has
  /// one.
  func categories(_ job: LoadedJob, quiet: Bool) throws -> [String]? {
    guard let path = categories ?? JobLocator.categories(job.path) else { return nil }
    let bytes = try WholeFile.bytes(path)
    do throws(LabelCategoriesError) { return try LabelCategories(bytes).names } catch {
      let sentence = "\(path) is no label category file: \(error)."
      guard categories == nil else { throw ReportError(sentence) }
      // Other kinds of jobs keep other things there.
      if !quiet { Terminal.say("note: \(displayText(sentence))") }
      return nil
    }
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

/// What a run of the checks is to be like.
struct CheckChoice {
  var profile: CheckProfile
  var settings: CheckSettings
  var failOn: Severity
  /// The file that thresholds were taken from; nil for none.
  var configuration: String?
}
