import ArgumentParser
import Plumb
import PlumbAnalysis
import PlumbLabels
import PlumbReports
import PlumbText

/// What a model of the user's says about the images.
struct PredictionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Class probabilities from your own model: CSV, JSON, JSON Lines or NumPy (.npy).",
      discussion: """
        One row per image, in the order of the manifest or identified by source-ref, key or file \
        name. Columns are class names or class indices; percentages are divided by 100. For labels \
        with several classes per image, each class has a probability of its own, from 0 to 1. Do not \
        use a model trained on these labels.
        """, valueName: "file"))
  var predictions: String?

  @Option(
    help: ArgumentHelp(
      "Class names, separated by commas: of a .npy file's columns, or the columns to read of a table.",
      valueName: "names"))
  var predictionClasses: String?

  func validate() throws {
    if predictions?.isEmpty ?? false {
      throw ValidationError("--predictions is empty; pass a file.")
    }
    if predictionClasses != nil, predictions == nil {
      throw ValidationError("--prediction-classes needs --predictions.")
    }
  }

  private func kind(_ job: Job) -> PredictionKind {
    job.labels.labelling.kind == .multiple ? .eachClass : .oneClass
  }

  /// The predictions, put to the rows of a job; nil if there are none.
  func load(for job: Job) throws -> MatchedPredictions? {
    guard let predictions else { return nil }
    let bytes = try WholeFile.bytes(predictions, limit: 2_000_000_000)
    let format = predictionFormat(of: bytes, path: predictions)
    let names = predictionClasses?.split(separator: ",", omittingEmptySubsequences: false)
      .map(String.init)
    do throws(FormatError) {
      return try MatchedPredictions(
        try format.read(bytes, classNames: names, kind: kind(job)), job.labels)
    } catch {
      let isUnnamed = names == nil && error.message.contains("specify the class of each")
      throw ReportError(
        "\(predictions): \(error)\(isUnnamed ? " with --prediction-classes a,b,c" : "").")
    }
  }
}
