import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbText

/// Lists what could not be used, one line each, in the manner of compilers.
enum ProblemLines {
  /// A code is listed this often on the terminal; the machine-readable outputs have all.
  private static let maximumPerCode = 20

  /// Says which lines were refused.
  static func say(_ problems: [Problem], manifest: String) {
    list(problems.lazy.filter { $0.code.effect == .lineRefused }) { problem in
      (
        problem.code.rawValue,
        "\(displayText(manifest)):\(problem.line): \(problem.code.rawValue): "
          + displayText(problem.message, limit: 300)
      )
    }
  }

  /// Says which images could not be shown.
  static func say(_ problems: [ImageProblem], manifest: String) {
    list(problems.lazy.filter { $0.effect != .note }) { problem in
      (
        problem.code,
        "\(displayText(manifest)):\(problem.line): \(problem.code): "
          + "\(displayText(problem.image, limit: 200)): \(displayText(problem.message, limit: 300))"
      )
    }
  }

  /// Says what was left out of the workers' answers, and warnings that concern the whole job.
  static func say(_ problems: [VoteProblem], folder: String) {
    let worthSaying = problems.lazy.filter { $0.code.effect != .warning || $0.file.isEmpty }
    list(worthSaying) { problem in
      let place = problem.file.isEmpty ? folder : "\(folder)/\(problem.file)"
      return (
        problem.code.rawValue,
        "\(displayText(place)): \(problem.code.rawValue): \(displayText(problem.message, limit: 300))"
      )
    }
  }

  /// Says which images were not downloaded.
  static func say(_ failures: [FetchFailure], manifest: String) {
    list(failures) { failure in
      let code = failure.error.code.rawValue
      return (
        code,
        "\(displayText(manifest)):\(failure.line): \(code): "
          + displayText("\(failure.error)", limit: 500)
      )
    }
  }

  private static func list<Element>(
    _ elements: some Sequence<Element>, _ describe: (Element) -> (code: String, line: String)
  ) {
    var counts: [String: Int] = [:]
    for element in elements {
      let (code, line) = describe(element)
      counts[code, default: 0] += 1
      if counts[code, default: 0] <= maximumPerCode { Terminal.say(line) }
    }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) where count > maximumPerCode {
      Terminal.say("… and \(NumberText.whole(count - maximumPerCode)) more: \(code)")
    }
  }
}
