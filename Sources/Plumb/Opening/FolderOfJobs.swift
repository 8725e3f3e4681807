import PlumbText

/// Why a folder cannot be opened as a job: it is one level above, and contains several of them.
package struct FolderOfJobs: Error, CustomStringConvertible {
  /// The folder as it was passed.
  package let folder: String
  /// The folders of the jobs, in order; not empty.
  package let jobs: [String]

  /// How many jobs a message names.
  package static let listed = 10

  /// What happened, without the next step.
  package var cause: String {
    let count = jobs.count == 1 ? "1 job" : "\(NumberText.whole(jobs.count)) jobs"
    return "\(folder) is not a job's output folder, but contains \(count)"
  }

  /// The thing, the cause, the next step.
  package var description: String {
    let rest = jobs.count - Self.listed
    return "\(cause); pass one of them: "
      + jobs.prefix(Self.listed).map(shellWord).joined(separator: ", ")
      + (rest > 0 ? " and \(NumberText.whole(rest)) more." : ".")
  }
}
