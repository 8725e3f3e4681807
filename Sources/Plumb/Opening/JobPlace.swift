import PlumbReports
import PlumbS3
import PlumbSystem

/// Where a job's manifest is.
package enum JobPlace {
  /// A file, or "-" for standard input.
  case file(path: String)
  /// In S3 or on the web.
  case remote(location: String)

  /// What a JOB argument means.
  ///
  /// - Throws: `ReportError` or ``FolderOfJobs`` if a local folder holds no manifest.
  package init(_ job: String) throws {
    self =
      JobPlace.isRemote(job)
      ? .remote(location: ReferenceForm.location(job)) : .file(path: try JobLocator.manifest(job))
  }

  /// The size of a local manifest in bytes; nil if unknown.
  ///
  /// - Throws: `ReportError` or ``FolderOfJobs`` if a local folder holds no manifest.
  package static func byteCount(of job: String) throws -> Int? {
    if case .file(let path) = try JobPlace(job) { JobLocator.size(of: path) } else { nil }
  }

  /// Whether an argument is a location in S3 or on the web.
  package static func isRemote(_ job: String) -> Bool {
    ReferenceForm.isObject(job.utf8)
      || ["https://", "http://"].contains { job.utf8.starts(with: $0.utf8) }
  }
}

/// Finds and opens the manifest of a job that is in S3 or on the web.
package struct RemoteJob {
  package let access: S3Access

  /// Opens the manifest.
  ///
  /// An S3 location may be that of the manifest, or of the job's output: with a trailing slash it
  /// is the output, otherwise both are tried. Of an unfinished job, the newest iteration's is taken.
  ///
  /// - Returns: the manifest's location and its bytes, unpacked where they are gzip.
  /// - Throws: `StoreError`, which names everything that was tried, or ``FolderOfJobs``.
  package func open(_ location: String) throws -> (location: String, source: any ByteSource) {
    guard let store = access.stores.store(of: location) else {
      throw ReportError("\(location): unsupported location; pass s3://… or https://….")
    }
    let candidates = Self.candidates(location)
    let (found, failure) = try first(of: candidates, in: store)
    if let found { return found }
    if let folders = JobFolders(store, location) {
      if let found = try first(of: folders.iterations(), in: store).found { return found }
      let jobs = folders.jobs()
      if !jobs.isEmpty { throw FolderOfJobs(folder: location, jobs: jobs) }
    }
    throw Self.nothingFound(at: location, candidates: candidates, failure: failure)
  }

  /// The first of some locations that can be opened, or the first failure.
  private func first(
    of locations: [String], in store: any ByteStore
  ) throws -> (found: (location: String, source: any ByteSource)?, failure: StoreError?) {
    var failure: StoreError?
    for location in locations {
      let opened: Result<any ByteSource, StoreError> = Result { () throws(StoreError) in
        try store.open(location)
      }
      switch opened {
      case .success(let source): return ((location, try InputFile.unpacked(source)), nil)
      case .failure(let error):
        // Without the right to list a bucket, S3 says "access denied" of what is not there.
        guard [.notFound, .accessDenied].contains(error.code) else { throw error }
        failure = failure ?? error
      }
    }
    return (nil, failure)
  }

  package static func candidates(_ location: String) -> [String] {
    guard ReferenceForm.isObject(location.utf8) else { return [location] }
    let isFolder = location.utf8.last == UInt8(ascii: "/")
    let folder = isFolder ? location : location + "/"
    return (isFolder ? [] : [location]) + JobLocator.places.prefix(1).map { folder + $0 }
  }

  private static func nothingFound(
    at location: String, candidates: [String], failure: StoreError?
  ) -> any Error {
    guard candidates.count > 1 || candidates.first != location, let failure else {
      return failure ?? StoreError(.notFound, at: location, because: "nothing found")
    }
    return ReportError(
      "\(location): no manifest found (tried \(candidates.joined(separator: " and "))). "
        + "\(failure)")
  }

  /// The job's output folder that a manifest lies in, with a slash at its end; nil if it lies
  /// elsewhere.
  package static func folder(ofManifest location: String) -> String? {
    guard ReferenceForm.isObject(location.utf8),
      let place = JobLocator.place(ofManifest: location), place.hasPrefix("manifests/")
    else { return nil }
    return String(location.dropLast(place.count))
  }
}
