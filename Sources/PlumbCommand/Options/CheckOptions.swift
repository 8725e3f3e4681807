import ArgumentParser
import PlumbAnalysis
import PlumbGraphics
import PlumbLabels
import PlumbReports

/// Which checks are run, and by what they judge.
struct CheckOptions: ParsableArguments {
  @Option(help: "Exit with 1 where a finding is as grave as this.")
  var failOn = SeverityName(severity: .error)

  @Option(
    help: ArgumentHelp(
      "Run these checks or groups of checks only, with commas between them.", valueName: "ids"))
  var only: String?

  @Option(
    help: ArgumentHelp(
      "The label category file. Default: annotation-tool/data.json of the job's folder.",
      valueName: "file"))
  var categories: String?

  /// What the user asked for.
  func settings() throws -> CheckSettings {
    var settings = CheckSettings()
    settings.only = try only.map(Self.ids)
    return settings
  }

  /// The ids that a list of ids and groups stands for.
  static func ids(_ list: String) throws -> Set<String> {
    let descriptions = allChecks.map(\.description)
    var ids: Set<String> = []
    for part in list.split(separator: ",", omittingEmptySubsequences: true) {
      let name = String(part.drop { $0 == " " })
      let members = descriptions.filter { $0.id == name || $0.group.rawValue == name }.map(\.id)
      if members.isEmpty {
        let known = descriptions.map(\.id) + CheckGroup.allCases.map(\.rawValue)
        throw ValidationError(
          "--only: there is no check or group '\(displayText(name, limit: 80))'."
            + NearNames.sentence(name, known) + " plumb check --list has all.")
      }
      ids.formUnion(members)
    }
    if ids.isEmpty { throw ValidationError("--only is empty; name checks or groups.") }
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

  init(severity: Severity) { self.severity = severity }

  init?(argument: String) {
    guard let severity = Severity(rawValue: argument) else { return nil }
    self.severity = severity
  }

  var defaultValueDescription: String { severity.rawValue }

  static var allValueStrings: [String] { Severity.allCases.reversed().map(\.rawValue) }
}
