import ArgumentParser
import PlumbPages
import PlumbReports

/// Which of the images are shown.
struct SelectionOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Show a random sample of N labelled images.", valueName: "n"))
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Show at most N images per class and source.", valueName: "n"))
  var perClass: Int?

  @Option(help: "The order of the images: lowest confidence first, as in the manifest, or by name.")
  var order = ImageOrder.confidence

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed for random sampling.", valueName: "n"))
  var seed: UInt64 = 0

  func validate() throws {
    for (name, value) in [("--limit", limit), ("--per-class", perClass)] {
      if let value, value < 1 {
        throw ValidationError("\(name) is \(value); it must be 1 or more.")
      }
    }
  }

  var selection: ImageSelection {
    ImageSelection(limit: limit, perClass: perClass, order: order, seed: seed)
  }
}

/// How many images a sample grid shows.
struct SampleOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of images per class in the sample grids.", valueName: "n"))
  var samples = 10

  func validate() throws {
    if !(1...100).contains(samples) {
      throw ValidationError("--samples is \(samples); it must be from 1 to 100.")
    }
  }
}

extension ImageOrder: ExpressibleByArgument {}
