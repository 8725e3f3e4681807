import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbText

/// Where checks take their numbers from; commands that run them have these.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file with thresholds and severities. Default: plumb.yml in the current folder, if present.",
      valueName: "file"))
  var config: String?

  @Flag(help: "Ignore plumb.yml.")
  var noConfig = false

  @Option(
    help: ArgumentHelp(
      "The label category file. Default: annotation-tool/data.json in the job's folder.",
      valueName: "file"))
  var categories: String?

  func validate() throws {
    if config != nil, noConfig {
      throw ValidationError("Use --config or --no-config, not both.")
    }
  }

  private static let defaultPath = "plumb.yml"

  /// The file that is read; nil for none.
  private var path: String? {
    guard !noConfig else { return nil }
    return config ?? (JobLocator.size(of: Self.defaultPath) == nil ? nil : Self.defaultPath)
  }

  /// What the configuration says, with what is usual where it says nothing.
  ///
  /// - Parameters:
  ///   - job: What is checked.
  ///   - profile: The profile that an option asks for.
  ///   - only: The checks and groups that an option asks for.
  ///   - quiet: Whether a label category file of another kind goes unmentioned.
  func plan(
    _ job: Job, profile: CheckProfile? = nil, only: [String]? = nil, quiet: Bool
  ) throws -> CheckPlan {
    let path = path
    let configuration = try path.map { try read($0, profile) } ?? Configuration()
    var plan = job.checkPlan(categories: try categories(job, quiet: quiet))
    plan.settings.only = try (only ?? configuration.only).map {
      try Self.ids($0, only == nil ? "only" : "--only")
    }
    plan.settings.off = configuration.off
    plan.settings.severities = configuration.severities
    plan.settings.thresholds = configuration.thresholds.mapValues(Thresholds.init)
    plan.profile = profile ?? configuration.profile ?? .standard
    plan.failOn = configuration.failOn ?? .error
    plan.configuration = path
    return plan
  }

  private func read(_ path: String, _ profile: CheckProfile?) throws -> Configuration {
    let bytes = try WholeFile.bytes(path, limit: 1_000_000)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ReportError("\(path): not UTF-8; save the file as UTF-8.")
    }
    do throws(ConfigurationError) {
      return try Configuration(text, profile: profile)
    } catch {
      let sentence = error.description
      let period = sentence.hasSuffix(".") || sentence.hasSuffix("?") ? "" : "."
      throw ReportError(
        "\(path): \(sentence)\(period) Run plumb check --list to see every check and threshold.")
    }
  }

  /// The ids in a list of ids and groups.
  static func ids(_ list: [String], _ option: String) throws -> Set<String> {
    let descriptions = allChecks.map(\.description)
    var ids: Set<String> = []
    for part in list {
      let name = part.split(separator: " ").joined(separator: " ")
      let members = descriptions.filter { $0.id == name || $0.group.rawValue == name }.map(\.id)
      if members.isEmpty {
        let known = descriptions.map(\.id) + CheckGroup.allCases.map(\.rawValue)
        throw ReportError(
          "\(option): unknown check or group '\(displayText(name, limit: 80))'."
            + NearNames.sentence(name, known) + " Run plumb check --list to see all.")
      }
      ids.formUnion(members)
    }
    if ids.isEmpty { throw ReportError("\(option) is empty; pass check ids or groups.") }
    return ids
  }

  /// The classes of the label category file: of the one named, else of the job's own where it has
  /// one.
  func categories(_ job: Job, quiet: Bool) throws -> [String]? {
    if let categories { return try Job.categories(at: categories) }
    guard let path = job.categoryFile else { return nil }
    do { return try Job.categories(at: path) } catch let error as ReportError {
      // Other kinds of jobs keep other things there.
      if !quiet { Terminal.say("note: \(displayText("\(error)"))") }
      return nil
    }
  }
}
