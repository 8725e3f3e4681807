// Says how many labels each class has: class-counts MANIFEST
import Plumb

let job = try Job(at: CommandLine.arguments[1])
for found in job.summary.classes {
  print("\(found.name): \(found.share.count) of \(found.share.total)")
}
