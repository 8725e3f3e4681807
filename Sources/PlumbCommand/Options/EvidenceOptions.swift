import ArgumentParser
import PlumbGraphics
import PlumbReports

/// What the commands that draw figures have in common.
struct EvidenceOptions: ParsableArguments {
  @OptionGroup var job: JobOptions
  @OptionGroup var images: ImageOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var samples: SampleOptions

  /// Reads the labels and finds the images.
  ///
  /// - Parameter hashes: Whether the manifest's hash is worked out.
  func load(hashes: Bool = false) throws -> (LoadedJob, Evidence) {
    PangoTextMetrics.prepare()
    let loaded = try job.load(hashes: hashes)
    try loaded.requireLabels()
    let evidence = Evidence(
      dataset: loaded.dataset, summary: loaded.summary, images: try images.open(loaded),
      samples: samples.samples, selection: selection.selection)
    return (loaded, evidence)
  }
}
