import ArgumentParser
import PlumbReports

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Writes a sample job made by plumb itself, then its report.",
    discussion: """
      EXAMPLES
        plumb demo sample
      """)

  @Argument(help: "The folder for the sample job and its report.")
  var output: String

  func run() async throws {}
}
