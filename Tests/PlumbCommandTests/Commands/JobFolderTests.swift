import Foundation
import PlumbSystem
import TestSupport
import Testing

/// A job wherever it is in its life, and folders that contain several jobs.
struct JobFolderTests {
  private func workplace(_ manifests: String...) throws -> Workplace {
    let workplace = try Workplace()
    for (number, path) in manifests.enumerated() {
      try workplace.write(
        [
          line("s3://bucket/\(number).jpg", "class \(number)"),
          #"{"source-ref":"s3://bucket/u.jpg"}"#,
        ],
        to: path)
    }
    return workplace
  }

  @Test func newestIterationOfAnUnfinishedJobIsRead() throws {
    let workplace = try workplace(
      "job/manifests/intermediate/2/output.manifest",
      "job/manifests/intermediate/10/output.manifest",
      "job/manifests/intermediate/9/output.manifest")
    defer { workplace.remove() }
    try FileManager.default.createDirectory(
      atPath: workplace.path + "/job/manifests/intermediate/11", withIntermediateDirectories: true)
    for job in ["job", "job/", "job/manifests", "job/manifests/intermediate"] {
      let run = try workplace.run("summary", job, "--json")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.json()["iteration"] as? Int == 10)
      #expect(run.text.contains("class 1"))
    }
    let text = try workplace.run("summary", "job").text
    #expect(text.contains("The job is not finished"))
    let check = try workplace.run("check", "job", "--only", "unfinished-job")
    #expect(check.text.contains("warning: unfinished-job: The job is not finished"))
  }

  @Test func finalManifestComesFirst() throws {
    let workplace = try workplace(
      "job/manifests/output/output.manifest", "job/manifests/intermediate/7/output.manifest")
    defer { workplace.remove() }
    let run = try workplace.run("summary", "job", "--json")
    #expect(try run.json()["iteration"] is NSNull)
    #expect(run.text.contains("class 0"))
    let older = try workplace.run(
      "summary", "job/manifests/intermediate/7/output.manifest", "--json")
    #expect(try older.json()["iteration"] is NSNull)
  }

  @Test func jobsInAFolderAreNamedWithTheirCommands() throws {
    let workplace = try workplace(
      "out/week 1/manifests/output/output.manifest",
      "out/week2/manifests/intermediate/1/output.manifest", "out/team/week3/output.manifest")
    defer { workplace.remove() }
    let run = try workplace.run("check", "out/", "--json")
    #expect(run.status == 2)
    #expect(
      run.errorLines.dropLast() == [
        "plumb: out/ is not a job's output folder, but contains 3 jobs; run one of:",
        "  plumb check out/team/week3 --json", "  plumb check 'out/week 1' --json",
        "  plumb check out/week2 --json",
      ])
  }

  // MARK: S3

  /// A bucket whose lists know the delimiter.
  private func server(_ objects: [String: String]) throws -> LoopbackServer {
    try LoopbackServer { request in
      let path = request.path.removingPercentEncoding ?? ""
      let key = String(path.dropFirst("/bucket/".count))
      if key.isEmpty { return [.answer(200, [:], Self.list(request.query, Array(objects.keys)))] }
      guard let body = objects[key].map({ Array($0.utf8) }) else {
        return [
          .answer(
            404, [:], Array("<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>".utf8))
        ]
      }
      var digits = ""
      if let digest = RunningDigest("MD5") {
        body.withUnsafeBytes { digest.add($0) }
        digits = digest.finish().map { String(format: "%02x", $0) }.joined()
      }
      return [.answer(200, ["ETag": "\"\(digits)\""], body)]
    }
  }

  private static func list(_ query: String, _ keys: [String]) -> [UInt8] {
    let prefix =
      query.split(separator: "&").first { $0.hasPrefix("prefix=") }?.dropFirst("prefix=".count)
      .removingPercentEncoding ?? ""
    let folders = keys.compactMap { key -> String? in
      guard key.hasPrefix(prefix) else { return nil }
      let rest = key.dropFirst(prefix.count)
      return rest.firstIndex(of: "/").map { prefix + rest[...$0] }
    }
    let entries = Set(folders).sorted()
      .map { "<CommonPrefixes><Prefix>\($0)</Prefix></CommonPrefixes>" }.joined()
    return Array(
      ("<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>" + entries
        + "</ListBucketResult>").utf8)
  }

  @Test func sameHoldsForS3() throws {
    let workplace = try workplace()
    defer { workplace.remove() }
    let server = try server([
      "out/week1/manifests/output/output.manifest": line("s3://bucket/1.jpg") + "\n",
      "out/week2/manifests/intermediate/9/output.manifest": line("s3://bucket/2.jpg") + "\n",
      "out/week2/manifests/intermediate/10/output.manifest": line("s3://bucket/3.jpg", "ten")
        + "\n",
      "out/notes/read.me": "",
    ])
    defer { server.stop() }
    let access = ["--endpoint-url", server.url, "--no-sign-request"]
    for job in ["s3://bucket/out/week2", "s3://bucket/out/week2/"] {
      let run = try workplace.run(["summary", job, "--json"] + access)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.json()["iteration"] as? Int == 10)
      #expect(run.text.contains("ten"))
    }
    let run = try workplace.run(["summary", "s3://bucket/out/"] + access)
    #expect(run.status == 2)
    #expect(run.errors.contains("contains 2 jobs; run one of:\n"))
    #expect(run.errors.contains("\n  plumb summary s3://bucket/out/week1/ --endpoint-url"))
    #expect(run.errors.contains("\n  plumb summary s3://bucket/out/week2/ --endpoint-url"))
    let none = try workplace.run(["summary", "s3://bucket/nothing/"] + access)
    none.expectRefusal("no manifest found")
  }
}
