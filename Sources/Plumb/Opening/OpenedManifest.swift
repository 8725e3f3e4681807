import PlumbLabels
import PlumbReports
import PlumbS3
import PlumbSystem
import PlumbText

/// A manifest that was found and opened, but not read yet.
struct OpenedManifest {
  /// A path, "-", a location, or a given name.
  let path: String
  let source: any ByteSource
  /// The path of a local file; nil for anything else.
  let file: String?
  /// The size in bytes; nil if unknown.
  let byteCount: Int?
  /// The access to S3, if it is remote.
  let access: S3Access?

  /// Opens what is in memory.
  init(_ source: any ByteSource, path: String, byteCount: Int) {
    (self.source, self.path, self.byteCount) = (source, path, byteCount)
    (file, access) = (nil, nil)
  }

  /// Finds and opens a manifest, wherever it is.
  init(at location: String, _ options: Job.Options) throws {
    switch try JobPlace(location) {
    case .file(let path):
      (self.path, access) = (path, nil)
      file = path == "-" ? nil : path
      source = try InputFile.open(path)
    case .remote(let location):
      let reached = try options.access()
      (path, source) = try RemoteJob(access: reached).open(location)
      (access, file) = (reached, nil)
    }
    byteCount = file.flatMap(JobLocator.size)
  }

  /// A next step with the path of a local manifest in place of the word MANIFEST, and the job's
  /// output folder in place of JOB where the path shows it.
  func command(_ nextStep: String) -> String {
    var words: [String: String] = [:]
    if let file, JobLocator.isFile(file) {
      words["MANIFEST"] =
        file.hasSuffix(".gz") ? "<(gunzip -c \(shellWord(file)))" : shellWord(file)
    }
    if access != nil || file != nil, let folder = JobLocator.folder(ofPart: path) {
      guard access != nil || (try? JobLocator.manifest(folder)) != nil else {
        return "The job's output folder is \(shellWord(folder)), which has no "
          + "\(JobLocator.places[0]); download it as well, then pass the folder."
      }
      words["JOB"] = shellWord(folder)
    }
    return nextStep.split(separator: " ", omittingEmptySubsequences: false)
      .map { words[String($0)] ?? String($0) }.joined(separator: " ")
  }
}

extension HashedByteSource {
  /// Reads the whole manifest.
  ///
  /// - Parameter byteCount: Its size, if known; only for speed.
  func readManifest(byteCount: Int?, reading bare: [String]) throws -> Manifest {
    do {
      return try ManifestReader(reading: bare).read(expecting: byteCount) { [self] in
        try readPart(into: $0)
      }
    } catch let error as ManifestError where error.code == .binary && isGzip {
      // A gzip bomb unpacks to zeros: then the reason is its size, which shows when it is read on.
      try drain()
      throw error
    }
  }

  /// In the machine-readable output, an error in gzip data is a problem of the manifest.
  private func readPart(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    do throws(InputError) {
      return try read(into: buffer)
    } catch {
      switch error {
      case .gzipTooLarge: throw ManifestError(code: .gzipTooLarge, message: "\(error)")
      case .gzipDamaged(_, let bytesOut, _) where bytesOut > 0:
        throw InputCutOff(message: "\(error)")
      case .gzipDamaged: throw ManifestError(code: .gzipDamaged, message: "\(error)")
      default: throw error
      }
    }
  }

  private func drain() throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    do {
      while try readPart(into: buffer) > 0 {}
    } catch is InputCutOff {
      // That the data is cut off as well adds nothing.
    }
  }
}
