import ArgumentParser
import PlumbReports

/// What the commands that draw figures have in common.
struct EvidenceOptions: ParsableArguments {
  @OptionGroup var job: JobOptions
  @OptionGroup var images: ImageOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var samples: SampleOptions
  @OptionGroup var answers: AnswersOptions

  /// Reads the labels, finds the images, and concludes what can be concluded about the labels.
  ///
  /// - Parameter hashes: Whether the manifest's hash is worked out.
  func load(hashes: Bool = false) throws -> (LoadedJob, Evidence) {
    let loaded = try job.load(hashes: hashes, others: true)
    try loaded.requireLabels()
    var evidence = Evidence(
      dataset: loaded.dataset, summary: loaded.summary, images: try images.open(loaded),
      samples: samples.samples, selection: selection.selection)
    evidence.quality = try answers.quality(of: loaded, quiet: job.quiet)
    return (loaded, evidence)
  }
}
