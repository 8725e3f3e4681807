import Foundation
import PlumbSystem
import TestSupport
import Testing

/// What `plumb fetch` says and how it ends, where the service is well.
struct FetchCommandTests {
  private func inWorkplace(_ body: (Workplace, FaultyS3) throws -> Void) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try body(workplace, try FaultyS3("--rate", "0"))
  }

  @Test func theSameSubsetIsShownAndDownloaded() throws {
    try inWorkplace { workplace, server in
      try workplace.writeManifest(FaultyS3.keys(50))
      let chosen = ["--limit", "10", "--seed", "7"]
      let run = try workplace.start(workplace.fetch(server) + chosen).wait()
      #expect(run.status == 0, "\(run.errors)")
      #expect(try workplace.rightFiles(server).count == 10)
      let pdf = try workplace.run(
        ["pdf", "output.manifest", "--images", "images", "-o", "all.pdf", "--no-cache"] + chosen)
      // The pictures are none, but every one of them is there.
      #expect(!pdf.errors.contains("missing"), "\(pdf.errors)")
      let others = try workplace.run(
        "pdf", "output.manifest", "--images", "images", "-o", "all.pdf", "--no-cache")
      #expect(others.errors.contains("missing"))
    }
  }

  @Test func withQuietNothingIsSaid() throws {
    try inWorkplace { workplace, server in
      try workplace.writeManifest(FaultyS3.keys(3))
      let run = try workplace.start(workplace.fetch(server, "--quiet")).wait()
      #expect(run.status == 0)
      #expect(run.errors.isEmpty && run.text.isEmpty)
    }
  }

  @Test func anOlderListOfProblemsGoes() throws {
    try inWorkplace { workplace, server in
      try workplace.writeManifest(FaultyS3.keys(2) + ["perm/404/1.jpg"])
      #expect(try workplace.start(workplace.fetch(server)).wait().status == 3)
      #expect(try workplace.files(in: "images").contains("fetch-problems.csv"))
      try workplace.writeManifest(FaultyS3.keys(2))
      #expect(try workplace.start(workplace.fetch(server)).wait().status == 0)
      #expect(try !workplace.files(in: "images").contains("fetch-problems.csv"))
    }
  }

  @Test func localPathsAreNothingToDownload() throws {
    try inWorkplace { workplace, server in
      try workplace.write([line("images/1.jpg")], to: "output.manifest")
      try workplace.run(workplace.fetch(server)).expectRefusal("local files")
    }
  }

  @Test func badUsageIsRefusedFirst() throws {
    try inWorkplace { workplace, server in
      try workplace.writeManifest(["a.jpg"])
      for more in [
        ["--jobs", "0"], ["--jobs", "257"], ["--limit", "0"], ["--timeout", "0"],
        ["--region", ""], ["--profile", ""],
      ] {
        let run = try workplace.run(workplace.fetch(server) + more)
        #expect(run.status == 2, "\(more)")
      }
      try workplace.run(workplace.fetch(server, "--region", "evil.example/")).expectRefusal(
        "region")
      try workplace.run(workplace.fetch(server, "--profile", "none")).expectRefusal("none")
      #expect(try server.statistics().requests == 0)
    }
  }

  @Test func withoutCredentialsItSaysWhatWasTried() throws {
    try inWorkplace { workplace, server in
      try workplace.writeManifest(FaultyS3.keys(5))
      let arguments = workplace.fetch(server).filter { $0 != "--no-sign-request" }
      let run = try workplace.start(
        arguments, variables: ["AWS_EC2_METADATA_DISABLED": "true"]
      ).wait()
      #expect(run.status == 2)
      #expect(run.errors.contains("--no-sign-request"), "\(run.errors)")
      #expect(try server.statistics().requests == 0)
    }
  }

  @Test func aFolderInUseIsRefused() throws {
    try inWorkplace { workplace, server in
      let slow = try FaultyS3("--rate", "0", "--delay", "0.2")
      try workplace.writeManifest(FaultyS3.keys(100))
      let first = try workplace.start(workplace.fetch(slow, "--jobs", "1"))
      while first.process.isRunning, try workplace.files(in: "images/bucket").isEmpty {
        usleep(1_000)
      }
      try workplace.run(workplace.fetch(server)).expectRefusal("another plumb")
      first.process.interrupt()
      #expect(try first.wait().status == 130)
    }
  }
}
