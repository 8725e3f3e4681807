// Judges the votes of a CSV file, so that results can be compared with those of other programs.
//   consolidation-client METHOD VOTES.csv                   prints task,label
//   consolidation-client METHOD VOTES.csv --posteriors      prints task,label,probability
//   consolidation-client agreement VOTES.csv                prints coefficients of agreement
//   consolidation-client workers VOTES.csv                  prints worker,answers,agreement,flags
//   consolidation-client suspects VOTES.csv LABELS.csv      prints task,score,reasons
// VOTES.csv has the columns task, worker and label; LABELS.csv task, label and confidence. The time
// goes to standard error. For developers: scripts/compare-crowd-kit.py and
// scripts/measure-suspects.py run it.
import PlumbAnalysis
import PlumbLabels

/// What `agreement` prints.
func agreementText(_ votes: Votes) -> String {
  let patterns = AnswerPatterns(votes)
  var text = ""
  for statistic in allAgreementStatistics {
    text += "\(statistic.name): \(words(statistic.overall(patterns)))\n"
  }
  text += "Cohen's kappa: \(words(CohenKappa.kappa(votes)))\n"
  text += "interval of alpha: \(words(KrippendorffAlpha().interval(patterns)))\n"
  for tally in VoteSplits(votes).tallies { text += "\(tally.split.words): \(tally.images)\n" }
  return text
}

func words<Value>(_ measured: Measured<Value>) -> String {
  switch measured {
  case .value(let value): "\(value)"
  case .notDefined(let reason): "not defined, because \(reason)"
  }
}

/// What `workers` prints.
func workersText(_ votes: Votes) -> String {
  let aliases = workerAliases(votes)
  return workerRecords(votes).reduce(into: "worker,answers,agreement,flags\n") { text, record in
    let share = record.agreementWithConsensus.value?.share.map { "\($0)" } ?? ""
    let flags = record.flags.map { "\($0.test): \($0.words)" }.joined(separator: "; ")
    text += "\(aliases[record.worker]),\(record.answers),\(share),\"\(flags)\"\n"
  }
}

/// What a method of consolidation prints.
func labelsText(_ file: VoteFile, _ result: Consolidation, posteriors: Bool) -> String {
  let names = file.votes.classNames
  var text = posteriors ? "task,label,probability\n" : "task,label\n"
  for (row, task) in file.tasks.enumerated() {
    guard posteriors else {
      text += "\(task),\(names[Int(result.labels[row])])\n"
      continue
    }
    for entry in result.posteriors.entries(of: row) {
      let name = names[Int(result.posteriors.classes[entry])]
      text += "\(task),\(name),\(result.posteriors.values[entry])\n"
    }
  }
  return text
}

let options = CommandLine.arguments.dropFirst().filter { $0.hasPrefix("--") }
let arguments = CommandLine.arguments.dropFirst().filter { !$0.hasPrefix("--") }
let methods = allConsolidationMethods.map(\.name).joined(separator: ", ")
guard arguments.count >= 2 else {
  fail(
    "usage: consolidation-client TASK VOTES.csv; TASK is agreement, workers, suspects, \(methods)")
}
let file: VoteFile
do { file = try VoteFile(try bytes(of: arguments[1])) } catch { fail("\(arguments[1]): \(error)") }
let start = ContinuousClock().now
let output: String
var note = ""
switch arguments[0] {
case "agreement": output = agreementText(file.votes)
case "workers": output = workersText(file.votes)
case "suspects":
  guard arguments.count == 3 else { fail("suspects needs VOTES.csv and LABELS.csv") }
  do { output = try SuspectTable(try bytes(of: arguments[2]), file).text() } catch {
    fail("\(arguments[2]): \(error)")
  }
default:
  guard let method = allConsolidationMethods.first(where: { $0.name == arguments[0] }) else {
    fail("there is no task '\(arguments[0])'")
  }
  switch method.consolidate(file.votes) {
  case .notDefined(let reason): fail("\(method.title) is not defined, because \(reason)")
  case .value(let result):
    note = " seconds \((ContinuousClock().now - start) / .seconds(1)) rounds \(result.rounds)"
    output = labelsText(file, result, posteriors: options.contains("--posteriors"))
  }
}
say("total \((ContinuousClock().now - start) / .seconds(1))" + note)
print(output, terminator: "")
