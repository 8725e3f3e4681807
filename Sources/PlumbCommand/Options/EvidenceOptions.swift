import ArgumentParser
import Plumb
import PlumbGraphics
import PlumbImages
import PlumbPages
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
  func load() throws -> (Job, Evidence) {
    PangoTextMetrics.prepare()
    let loaded = try job.load(others: true)
    try loaded.require(.classes, for: "plumb figures")
    return (loaded, try evidence(loaded))
  }

  /// What a job that has been read gives to figures.
  ///
  /// - Parameters:
  ///   - loaded: The job, with the labels of its other attributes.
  ///   - measuring: What is to be found out about the images besides.
  func evidence(_ loaded: Job, measuring: Measuring = .nothing) throws -> Evidence {
    try loaded.requireLabels()
    var evidence = Evidence(
      dataset: loaded.labels, summary: loaded.summary,
      images: try images.open(loaded, measuring: measuring, byClass: true),
      samples: samples.samples,
      selection: selection.selection)
    evidence.quality = try answers.quality(of: loaded, quiet: job.quiet)
    return evidence
  }
}
