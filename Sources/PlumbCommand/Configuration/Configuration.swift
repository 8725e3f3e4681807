import PlumbAnalysis
import PlumbS3

/// What a `plumb.yml` says; what it leaves out is nil.
///
/// Its keys are those of the options: options win.
struct Configuration: Equatable {
  /// Findings of this weight and above fail the run.
  var failOn: Severity?
  /// The definitions that images are judged by.
  var profile: CheckProfile?
  /// The ids and groups of checks that are run.
  var only: [String]?
  /// Ids of checks that are switched off.
  var off: Set<String> = []
  /// Weights by the id of the check.
  var severities: [String: Severity] = [:]
  /// Numbers by the id of the check and the name of the threshold.
  var thresholds: [String: [String: Double]] = [:]

  /// Nothing is said.
  init() {}

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - text: The file.
  ///   - profile: The profile that an option asks for, whose thresholds there are then.
  /// - Throws: ``ConfigurationError``, which names the key and the line.
  init(_ text: String, profile asked: CheckProfile? = nil) throws(ConfigurationError) {
    guard let root = try YAMLNode.root(of: text) else { return }
    for (key, value) in try ConfigurationNode(root, "the file").members() {
      switch key.text {
      case "fail-on": failOn = try value.choice(Severity.allCases.reversed())
      case "profile": profile = try value.choice(CheckProfile.allCases)
      case "only": only = try value.list()
      case "checks": break
      default: throw key.unknown(among: ["fail-on", "profile", "only", "checks"])
      }
    }
    // The profile, which may come later in the file, decides which thresholds there are.
    for (key, value) in try ConfigurationNode(root, "the file").members()
    where key.text == "checks" {
      let checks = (asked ?? profile ?? .standard).checks.map(\.description)
      for (name, members) in try value.members() {
        try readCheck(name, value: members, among: checks)
      }
    }
  }

  private mutating func readCheck(
    _ name: ConfigurationNode, value: ConfigurationNode, among descriptions: [CheckDescription]
  ) throws(ConfigurationError) {
    guard let check = descriptions.first(where: { $0.id == name.text }) else {
      throw name.unknown(among: descriptions.map(\.id))
    }
    for (key, value) in try value.members() {
      if key.text == "severity" {
        if value.text == "off" {
          off.insert(check.id)
        } else {
          severities[check.id] = try value.choice(Severity.allCases.reversed(), or: "off")
        }
        continue
      }
      guard let threshold = check.thresholds.first(where: { $0.name == key.text }) else {
        throw key.unknown(among: check.thresholds.map(\.name) + ["severity"])
      }
      thresholds[check.id, default: [:]][threshold.name] = try value.number(threshold)
    }
  }
}

/// Why a configuration cannot be used: the key, the line and the next step in one sentence.
struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// From 1; 0 where it is not known.
  var line: Int
  var message: String

  init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }

  var description: String { line > 0 ? "line \(line): \(message)" : message }
}
