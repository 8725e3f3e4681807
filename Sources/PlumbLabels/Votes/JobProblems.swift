import PlumbText

/// Collects problems that concern the answers of a whole job.
struct JobProblems {
  private(set) var problems: [VoteProblem] = []

  mutating func note(
    _ code: VoteProblemCode, line: UInt32 = 0, count: Int = 1, _ message: String
  ) {
    problems.append(VoteProblem(code: code, line: Int(line), count: count, message: message))
  }

  mutating func noteMatchedByImage(_ count: Int) {
    guard count > 0 else { return }
    note(
      .matchedByImage, count: count,
      "the ids of \(objects(count)) do not match the manifest's lines; their answers were matched "
        + "by image reference")
  }

  mutating func noteSeveralIterations(_ rows: [Int32], _ dataset: Dataset) {
    guard let first = rows.first else { return }
    note(
      .severalIterations, line: dataset.lines[Int(first)], count: rows.count,
      "\(images(rows.count)) \(rows.count == 1 ? "has" : "have") answers in several iterations; "
        + "all of them are used")
  }

  mutating func noteClasses(_ names: some Collection<String>) {
    guard let first = names.first else { return }
    let others = names.count > 1 ? " and \(names.count - 1) more occur" : " occurs"
    note(
      .classOnlyInAnswers, count: names.count,
      "the class \"\(shortened(first))\"\(others) only in answers, not in final labels")
  }

  /// Reports how well final labels and answers fit, if not perfectly.
  mutating func noteFit(_ check: AnswerFitCheck, firstWrongRow: Int?, _ dataset: Dataset) {
    let fit = check.fit
    guard let miss = check.firstMiss else { return }
    let missing = fit.compared - fit.agreeing
    guard let firstWrongRow else {
      note(
        .labelNotChosen, line: dataset.lines[miss], count: missing,
        "the final label of \(missing) of \(images(fit.compared)) is not among the answers")
      return
    }
    let chance = Int((fit.expectedShare * Double(fit.compared)).rounded())
    let rest =
      check.isFirst(firstWrongRow)
      ? "all answers were" : "the answers from line \(dataset.lines[firstWrongRow]) on were"
    note(
      .answersDoNotFit, line: dataset.lines[firstWrongRow], count: missing,
      "the final label is among the answers for only \(fit.agreeing) of \(images(fit.compared)) "
        + "(\(chance) expected by chance): the answers belong to another job or attribute, or the "
        + "lines of the manifest differ from the job's input (a chained job, an edited manifest); "
        + "\(rest) left out")
  }

  /// Reports rows that lack answers, and rows that have unexpected ones.
  mutating func noteRows(_ votes: Votes, _ dataset: Dataset, firstWrongRow: Int?) {
    let jobs = answeringJobs(votes, dataset)
    var missing: [Int] = []
    var machine: [Int] = []
    for row in 0..<(firstWrongRow ?? dataset.count) where dataset.kinds[row] == .labelled {
      let hasAnswers = !votes.answers(of: row).isEmpty
      switch dataset.labelSources[row] {
      case .human: if !hasAnswers, jobs.contains(dataset.jobIDs[row]) { missing.append(row) }
      case .machine: if hasAnswers { machine.append(row) }
      case .unknown: break
      }
    }
    if let first = machine.first {
      note(
        .machineLabel, line: dataset.lines[first], count: machine.count,
        "\(images(machine.count)) with answers \(machine.count == 1 ? "is" : "are") auto-labelled")
    }
    if let first = missing.first {
      note(
        .noAnswers, line: dataset.lines[first], count: missing.count,
        "\(images(missing.count)) labelled by people \(missing.count == 1 ? "has" : "have") no answers"
      )
    }
  }

  /// The jobs that answers belong to: those of labels by people with answers.
  private func answeringJobs(_ votes: Votes, _ dataset: Dataset) -> Set<Int32> {
    var jobs: Set<Int32> = []
    var last: Int32?
    for row in votes.rows
    where dataset.kinds[Int(row)] == .labelled && dataset.labelSources[Int(row)] == .human {
      let job = dataset.jobIDs[Int(row)]
      if job != last { jobs.insert(job) }
      last = job
    }
    return jobs
  }
}

private func images(_ count: Int) -> String { count == 1 ? "1 image" : "\(count) images" }
private func objects(_ count: Int) -> String { count == 1 ? "1 object" : "\(count) objects" }

extension VoteProblem {
  /// By file, then in the order of the list of codes; problems of the whole job first.
  static func isBefore(_ left: VoteProblem, _ right: VoteProblem) -> Bool {
    let (file, other) = (ByteString(left.file), ByteString(right.file))
    if file != other { return file < other }
    let places = VoteProblemCode.places
    return (places[left.code] ?? 0) < (places[right.code] ?? 0)
  }
}
