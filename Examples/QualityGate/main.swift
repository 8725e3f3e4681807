// Ends with 1 where labels are not good enough to train on: quality-gate MANIFEST [ANSWERS]
import Plumb

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let arguments = CommandLine.arguments
let job = try Job(at: arguments[1])
let answers = try job.answers(in: arguments.count > 2 ? arguments[2] : nil)

let report = job.check()
for result in report.found {
  print("\(result.description.id): \(result.outcome.findings.count)")
}

let suspects = job.quality(answers: answers).suspects
for suspect in suspects.suspects(10) where suspects.isProbablyWrong(suspect) {
  let suggestion = suspect.suggested.map { ", rather '\($0)'" } ?? ""
  print("line \(suspect.line): '\(suspect.label)'\(suggestion)")
  for reason in suspect.reasons { print("  \(reason.words)") }
}

let allowed = 0.01 * Double(suspects.labelCount)
exit(report.isFailed || Double(suspects.probablyWrongCount) > allowed ? 1 : 0)
