import ArgumentParser
import PlumbGraphics
import PlumbImages
import PlumbReports

/// What the commands that draw figures have in common.
struct EvidenceOptions: ParsableArguments {
  @OptionGroup var job: JobOptions
  @OptionGroup var images: ImageOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var samples: SampleOptions

  /// Reads the labels and finds the images.
  ///
  func load() throws -> (LoadedJob, Evidence) {
    PangoTextMetrics.prepare()
    let loaded = try job.load()
    return (loaded, try evidence(loaded))
  }

  /// What a job that has been read gives to figures.
  ///
  /// - Parameter measuring: What is to be found out about the images besides.
  func evidence(_ loaded: LoadedJob, measuring: Measuring = .nothing) throws -> Evidence {
    try loaded.requireLabels()
    return Evidence(
      dataset: loaded.dataset, summary: loaded.summary,
      images: try images.open(loaded, measuring: measuring), samples: samples.samples,
      selection: selection.selection)
  }
}
