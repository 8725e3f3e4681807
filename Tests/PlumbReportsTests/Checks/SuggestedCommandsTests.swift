import PlumbAnalysis
import PlumbLabels
import TestSupport
import Testing

@testable import PlumbReports

/// The commands that checks suggest carry the paths of the run.
struct SuggestedCommandsTests {
  private static var run: SuggestedCommands {
    var commands = SuggestedCommands()
    commands.job = "it's a job/"
    commands.imageOptions = ["--images", "my photos"]
    return commands
  }

  @Test(arguments: allChecks.map(\.description))
  func noPlaceholderIsLeft(_ check: CheckDescription) {
    let command = Self.run.completed(check.command, attribute: "week 2")
    let words = command.split(separator: " ")
    #expect(words.first == "plumb")
    for placeholder in ["JOB", "DIR", "NAME"] { #expect(!words.contains { $0 == placeholder }) }
    #expect(command.contains(#" 'it'\''s a job/'"#))
    #expect(command.contains(" --images 'my photos'") == check.command.contains("--images DIR"))
  }

  @Test func whatIsNotKnownIsLeft() {
    let command = "plumb check JOB --images DIR --attribute NAME"
    #expect(SuggestedCommands().completed(command) == command)
    var commands = SuggestedCommands()
    commands.imageOptions = []
    #expect(commands.completed(command) == "plumb check JOB --attribute NAME")
  }

  @Test func theOptionsOfTheRunAreRepeated() {
    var commands = SuggestedCommands()
    commands.job = "s3://bucket/job/"
    commands.attributes = ["week*", "b"]
    commands.profile = "labels"
    commands.connectionOptions = ["--region", "eu-west-1"]
    #expect(
      commands.completed("plumb summary JOB --json | jq .jobs") == """
        plumb summary s3://bucket/job/ --attribute 'week*' --attribute b --profile labels \
        --region eu-west-1 --json | jq .jobs
        """)
    // The profile of `plumb check` is a set of definitions.
    #expect(
      commands.completed("plumb check JOB --attribute NAME", attribute: "c") == """
        plumb check s3://bucket/job/ --aws-profile labels --region eu-west-1 --attribute c
        """)
  }

  @Test func anAttributeThatIsNotInUseIsNamed() throws {
    let lines = (0..<4).map {
      $0 < 3
        ? line("s3://bucket/\($0).jpg", "cat", attribute: "new")
        : line("s3://bucket/\($0).jpg", "cat", attribute: "the old")
    }
    let labels = try dataset(lines, attribute: "new")
    let plan = CheckPlan(manifestName: "m", version: "1")
    let report = plan.report(on: labels, images: nil)
    let found = try #require(report.found.first { $0.description.id == "labelled-elsewhere" })
    #expect(found.description.command == "plumb summary JOB --attribute 'the old'")
  }
}
