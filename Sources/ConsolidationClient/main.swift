// Consolidates the votes of a CSV file, so that results can be compared with those of other programs.
//   consolidation-client METHOD VOTES.csv                prints task,label
//   consolidation-client METHOD VOTES.csv --posteriors   prints task,label,probability
// VOTES.csv has the columns task, worker and label. The time of the estimation goes to standard
// error. For developers: scripts/compare-crowd-kit.py runs it.
import PlumbAnalysis
import PlumbLabels
import PlumbStores

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes a line to standard error.
func say(_ message: String) {
  let bytes = Array((message + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}

func fail(_ message: String) -> Never {
  say("consolidation-client: \(message)")
  exit(2)
}

func bytes(of path: String) throws(InputError) -> [UInt8] {
  let source = try FileByteSource(path: path)
  var bytes: [UInt8] = []
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
  defer { buffer.deallocate() }
  while true {
    let count = try source.read(into: buffer)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

/// The lines that are printed.
func text(_ file: VoteFile, _ result: Consolidation, posteriors: Bool) -> String {
  let names = file.votes.classNames
  var text = posteriors ? "task,label,probability\n" : "task,label\n"
  for (row, task) in file.tasks.enumerated() {
    if posteriors {
      for entry in result.posteriors.entries(of: row) {
        let name = names[Int(result.posteriors.classes[entry])]
        text += "\(task),\(name),\(result.posteriors.values[entry])\n"
      }
    } else {
      text += "\(task),\(names[Int(result.labels[row])])\n"
    }
  }
  return text
}

let arguments = CommandLine.arguments.dropFirst()
let words = arguments.filter { $0 != "--posteriors" }
let methods = allConsolidationMethods.map(\.name).joined(separator: ", ")
guard words.count == 2, let path = words.last else {
  fail("usage: consolidation-client METHOD VOTES.csv [--posteriors]; METHOD is one of \(methods)")
}
guard let method = allConsolidationMethods.first(where: { $0.name == words.first }) else {
  fail("there is no method '\(words.first ?? "")'; there are \(methods)")
}
let file: VoteFile
do { file = try VoteFile(try bytes(of: path)) } catch { fail("\(path): \(error)") }

let clock = ContinuousClock()
let start = clock.now
switch method.consolidate(file.votes) {
case .notDefined(let reason): fail("\(method.title) is not defined, because \(reason)")
case .value(let result):
  let seconds = (clock.now - start) / .seconds(1)
  say("seconds \(seconds) rounds \(result.rounds) converged \(result.hasConverged)")
  print(text(file, result, posteriors: arguments.contains("--posteriors")), terminator: "")
}
