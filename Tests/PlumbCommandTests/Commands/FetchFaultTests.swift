import Foundation
import PlumbSystem
import Testing

/// Downloads from a service that goes wrong: nothing wrong is kept, nothing is lost, and nobody is
/// asked too often.
///
/// `make faults` does the same with more of everything.
@Suite(.serialized) struct FetchFaultTests {
  private func inWorkplace(_ body: (Workplace) throws -> Void) throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try body(workplace)
  }

  @Test func everyFaultIsSurvived() throws {
    try inWorkplace { workplace in
      let server = try FaultyS3("--rate", "0.5", "--seed", "11", "--stall", "2")
      let keys = FaultyS3.keys(240)
      try workplace.writeManifest(keys)
      let run = try workplace.start(workplace.fetch(server)).wait()
      #expect(run.status == 0, "\(run.errors)")
      #expect(try workplace.rightFiles(server) == Set(keys))
      let first = try server.statistics()
      #expect(first.keys == 240)
      #expect(first.most_gets <= 12)
      #expect(first.most_in_flight <= 32)
      #expect(first.faults.count >= 25, "\(first.faults)")
      #expect(first.other_requests == [])

      let gone = keys.prefix(20)
      for key in gone {
        try FileManager.default.removeItem(atPath: "\(workplace.path)/images/bucket/\(key)")
      }
      let sane = try FaultyS3("--rate", "0")
      for _ in 0..<2 {
        let again = try workplace.start(workplace.fetch(sane)).wait()
        #expect(again.status == 0, "\(again.errors)")
        #expect(try sane.statistics().gets == 20)
      }
      #expect(try workplace.files(in: "images/.plumb/temporary") == [])
    }
  }

  @Test func whatNeverComesIsListedOnceWithItsLine() throws {
    try inWorkplace { workplace in
      let server = try FaultyS3("--rate", "0")
      let good = FaultyS3.keys(40)
      let bad = [
        ("404", "not-found", 1), ("403", "access-denied", 1), ("archived", "archived", 1),
        ("encrypted", "encrypted", 1), ("huge", "too-large", 1), ("500", "server-error", 12),
        ("short", "broken-answer", 12), ("flipped", "wrong-answer", 12), ("stall", "timeout", 12),
      ].map { name, code, asked in (key: "perm/\(name)/1-3000.jpg", code: code, asked: asked) }
      try workplace.writeManifest(good + bad.map(\.key))
      let run = try workplace.start(workplace.fetch(server)).wait()
      #expect(run.status == 3, "\(run.errors)")
      #expect(try workplace.rightFiles(server) == Set(good))
      let table = String(decoding: try workplace.read("images/fetch-problems.csv"), as: UTF8.self)
      let rows = table.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
      #expect(rows.map { $0[0] } == (41...49).map { "\($0)" })
      #expect(rows.map { String($0[1]) } == bad.map { "s3://bucket/\($0.key)" })
      #expect(rows.map { String($0[2]) } == bad.map(\.code))
      for one in bad {
        #expect(run.errors.contains("s3://bucket/\(one.key)"), "\(one.key)")
      }
      #expect(try server.statistics().gets == 40 + bad.reduce(0) { $0 + $1.asked })
    }
  }

  @Test func theRegionIsFoundAndNobodyElseAsked() throws {
    try inWorkplace { workplace in
      let server = try FaultyS3("--rate", "0", "--region", "eu-west-3")
      let keys = FaultyS3.keys(100)
      try workplace.writeManifest(keys)
      let signed = workplace.fetch(server).filter { $0 != "--no-sign-request" }
      let run = try workplace.start(signed, variables: Self.keys).wait()
      #expect(run.status == 0, "\(run.errors)")
      #expect(try workplace.rightFiles(server) == Set(keys))
      let statistics = try server.statistics()
      // Each of the threads may have begun in the wrong region.
      #expect(statistics.requests <= 100 + 32)
      #expect(statistics.other_requests == [])
    }
  }

  @Test(arguments: ["redirect", "evil-region"])
  func redirectsAreNotFollowed(_ name: String) throws {
    try inWorkplace { workplace in
      let server = try FaultyS3("--rate", "0")
      try workplace.writeManifest(FaultyS3.keys(100, in: "perm/\(name)"))
      let signed = workplace.fetch(server).filter { $0 != "--no-sign-request" }
      let run = try workplace.start(signed, variables: Self.keys).wait()
      #expect(run.status == 2, "\(run.errors)")
      #expect(run.errors.contains("gave up on bucket bucket"))
      #expect(try server.statistics().other_requests == [])
      #expect(try server.statistics().requests <= 64)
    }
  }

  /// The keys of a test; their secret is looked for in everything that is written.
  private static let keys = [
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "canary-secret",
    "AWS_SESSION_TOKEN": "canary-token", "AWS_EC2_METADATA_DISABLED": "true",
  ]

  @Test func aTokenThatEndsIsToldOnceAndNoSecretEver() throws {
    try inWorkplace { workplace in
      let server = try FaultyS3("--rate", "0", "--expire-after", "30")
      try workplace.writeManifest(FaultyS3.keys(200))
      let signed = workplace.fetch(server, "--debug-auth").filter { $0 != "--no-sign-request" }
      let run = try workplace.start(signed, variables: Self.keys).wait()
      #expect(run.status == 2, "\(run.errors)")
      let told = run.errors.split(separator: "\n").filter { $0.contains("expired") }
      #expect(told.count == 1, "\(run.errors)")
      #expect(run.errors.contains("credentials: "))
      let statistics = try server.statistics()
      #expect(statistics.requests < 30 + 100)
      #expect(try workplace.rightFiles(server).count == 30)
      for file in try workplace.files() where !file.hasPrefix("images/bucket/") {
        #expect(!String(decoding: try workplace.read(file), as: UTF8.self).contains("canary"))
      }
      #expect(!run.errors.contains("canary") && !run.text.contains("canary"))
    }
  }

  /// Killed at any moment: no file is partial, and the next run asks only for what is missing.
  @Test func aKilledRunLeavesWholeFilesOnly() throws {
    try inWorkplace { workplace in
      let server = try FaultyS3("--rate", "0.1", "--stall", "1", "--delay", "0.03")
      let keys = FaultyS3.keys(200)
      try workplace.writeManifest(keys)
      for round in 0..<4 {
        let running = try workplace.start(workplace.fetch(server))
        usleep(UInt32(50_000 * (round + 1)))
        kill(running.process.processIdentifier, SIGKILL)
        _ = try running.wait()
        _ = try workplace.rightFiles(server)
      }
      let there = try workplace.rightFiles(server).count
      let before = try server.statistics()
      let run = try workplace.start(workplace.fetch(server)).wait()
      #expect(run.status == 0, "\(run.errors)")
      #expect(try workplace.rightFiles(server) == Set(keys))
      let asked = try server.statistics().gets - before.gets
      #expect(asked >= keys.count - there && asked <= (keys.count - there) * 3)
      #expect(try workplace.files(in: "images/.plumb/temporary") == [])
    }
  }

  @Test func ctrlCKeepsWhatIsThere() throws {
    try inWorkplace { workplace in
      let server = try FaultyS3("--rate", "0", "--delay", "0.05")
      let keys = FaultyS3.keys(100)
      try workplace.writeManifest(keys)
      let running = try workplace.start(workplace.fetch(server, "--jobs", "2"))
      while running.process.isRunning, try workplace.files(in: "images/bucket").count < 5 {
        usleep(1_000)
      }
      running.process.interrupt()
      let run = try running.wait()
      #expect(run.status == 130, "\(run.errors)")
      #expect(run.errors.contains("run the same command to resume"))
      #expect(try workplace.files(in: "images/.plumb/temporary") == [])
      let there = try workplace.rightFiles(server).count
      let before = try server.statistics().gets
      #expect(try workplace.start(workplace.fetch(server)).wait().status == 0)
      #expect(try server.statistics().gets == before + keys.count - there)
    }
  }

  @Test func fewOpenFilesAreEnough() throws {
    try inWorkplace { workplace in
      let server = try FaultyS3("--rate", "0")
      let keys = FaultyS3.keys(200)
      try workplace.writeManifest(keys)
      let run = try workplace.start(workplace.fetch(server), openFiles: 40).wait()
      #expect(run.status == 0, "\(run.errors)")
      #expect(try workplace.rightFiles(server) == Set(keys))
    }
  }
}
