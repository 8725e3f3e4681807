import PlumbSystem
import Synchronization

/// Reads all answers of a job, on several threads, and matches them to a dataset.
///
/// Where both kinds of files are there, worker responses are read: only they have times. Where their
/// object ids turn out not to be those of the manifest's lines, consolidation requests are read
/// instead: these name the images.
package struct AnswerReader: Sendable {
  private let files: any AnswerFiles
  private let folders: [AnswerSource: String]
  private let threads: Int

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - files: The place that files are read from.
  ///   - folders: Where in it the iterations of each kind of file are; the kinds that are there.
  ///   - threads: How many files to read at once; 0 for one per core. The result does not depend on
  ///     it.
  package init(_ files: any AnswerFiles, folders: [AnswerSource: String], threads: Int = 0) {
    self.files = files
    self.folders = folders
    self.threads = threads > 0 ? threads : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// What was read, and from which kind of files.
  package struct Outcome: Sendable {
    /// The answers.
    package let reading: VotesReading
    /// Which kind of files was read.
    package let source: AnswerSource
    /// How many files were read, bad ones too.
    package let fileCount: Int
  }

  /// Reads the answers.
  ///
  /// - Parameters:
  ///   - dataset: The labels that answers are matched to.
  ///   - progress: Called with the number of files read and the total.
  /// - Returns: nil if there is not one file of answers.
  /// - Throws: what makes it impossible to list the files or to read any.
  package func read(
    for dataset: Dataset, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Outcome? {
    var best: Outcome?
    for source in AnswerSource.allCases {
      guard let folder = folders[source] else { continue }
      let listing = try files.list(below: folder, depth: source.depth)
      let named = NamedFiles(listing, below: folder, source)
      if named.files.isEmpty, named.problems.isEmpty || best != nil { continue }
      let outcome = try read(named, source, dataset, progress)
      best = best.map { outcome.after($0) } ?? outcome
      if let best, best.reading.votes.count > 0 { return best }
    }
    return best
  }

  private func read(
    _ named: NamedFiles, _ source: AnswerSource, _ dataset: Dataset,
    _ progress: (Int, Int) -> Void
  ) throws -> Outcome {
    var builder = VotesBuilder(dataset, files: named.files)
    for problem in named.problems { builder.add(problem) }
    let pool = WorkerPool(readsSets: dataset.labelling.kind == .multiple)
    let step = source == .workerResponse ? 256 : 1
    var work = WorkAhead<ReadBatch>(ahead: threads)
    var done = 0
    func take(_ batch: ReadBatch) throws {
      builder.add(try batch.answers.get())
      done += batch.fileCount
      progress(done, named.files.count)
    }
    for range in blocks(of: named.files.count, size: step) {
      let batch = named.files[range]
      if let first = work.add({ [files] in pool.read(batch, from: files) }) { try take(first) }
    }
    while let batch = work.next() { try take(batch) }
    return Outcome(reading: builder.finish(), source: source, fileCount: named.files.count)
  }
}

extension AnswerReader.Outcome {
  /// This outcome after an earlier one that gave no answers, whose problems stay known; the earlier
  /// one where this one gave none either.
  fileprivate func after(_ earlier: Self) -> Self {
    let best = reading.votes.count > 0 ? self : earlier
    let merged = VotesReading(
      votes: best.reading.votes, sets: best.reading.sets,
      problems: earlier.reading.problems + reading.problems,
      fit: best.reading.fit, areAllMisplaced: best.reading.areAllMisplaced)
    return Self(reading: merged, source: best.source, fileCount: best.fileCount)
  }
}

/// The files of a listing, sorted, and the names that are not those of answers.
private struct NamedFiles {
  private(set) var files: [AnswerFile] = []
  private(set) var problems: [VoteProblem]

  init(_ listing: AnswerListing, below folder: String, _ source: AnswerSource) {
    problems = listing.problems
    files.reserveCapacity(listing.paths.count)
    for path in listing.paths {
      if let file = AnswerFile(path: path, below: folder, source: source) {
        files.append(file)
      } else {
        problems.append(
          VoteProblem(
            code: .unknownName, file: path,
            message: "not the name of a Ground Truth answer file"))
      }
    }
    files.sort()
  }
}

/// The answers of some files, or what makes it impossible to read any.
private struct ReadBatch: Sendable {
  let fileCount: Int
  let answers: Result<AnswerBatch, any Error>
}

/// Parsers and buffers to be used again.
private final class WorkerPool: Sendable {
  private let free = Mutex<[AnswerWorker]>([])
  private let large = Mutex(())
  private let readsSets: Bool

  init(readsSets: Bool) { self.readsSets = readsSets }

  func read(_ files: ArraySlice<AnswerFile>, from place: any AnswerFiles) -> ReadBatch {
    let worker = free.withLock { $0.popLast() } ?? AnswerWorker(readsSets: readsSets)
    defer { free.withLock { $0.append(worker) } }
    return ReadBatch(
      fileCount: files.count, answers: Result { try worker.read(files, from: place, self) })
  }

  /// Lets one large file at a time be parsed: parsers take a multiple of it.
  func oneAtATime(where isLarge: Bool, _ body: () -> Void) {
    if isLarge { large.withLock { _ in body() } } else { body() }
  }
}

/// What one thread needs to read files.
private final class AnswerWorker: @unchecked Sendable {
  // Used by whoever took it out of the pool, so it never is on two threads at a time.
  private var parser: AnswerParser
  private let buffer = AnswerBuffer()

  init(readsSets: Bool) { parser = AnswerParser(readsSets: readsSets) }

  func read(
    _ files: ArraySlice<AnswerFile>, from place: any AnswerFiles, _ pool: WorkerPool
  ) throws -> AnswerBatch {
    for (number, file) in zip(files.indices, files) {
      do {
        try place.read(file.path, into: buffer)
        let bytes = buffer.bytes
        pool.oneAtATime(where: bytes.count > AnswerParser.largeFileBytes) {
          parser.parse(bytes, of: file, number: number)
        }
      } catch let error as AnswerFileError {
        parser.refuse(error.code, error.message, number: number)
      }
    }
    return parser.take()
  }
}
