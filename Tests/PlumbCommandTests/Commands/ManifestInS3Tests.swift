import Foundation
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

/// Commands that read the bytes of a manifest twice, with a manifest in S3.
struct ManifestInS3Tests {
  /// A bucket with one object, which counts how often it is asked for.
  private func server(_ key: String, _ bytes: Data) throws -> LoopbackServer {
    let digest = try #require(RunningDigest("MD5"))
    bytes.withUnsafeBytes { digest.add($0) }
    let tag = digest.finish().map { String(format: "%02x", $0) }.joined()
    return try LoopbackServer { request in
      guard request.path == "/bucket/" + key else {
        let error = "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>"
        return [.answer(404, [:], Array(error.utf8))]
      }
      return [.answer(200, ["ETag": "\"\(tag)\""], Array(bytes))]
    }
  }

  @Test func relabelAndExportReadIt() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try workplace.write(["2"], to: "rows.txt")
    let bytes = try workplace.read("output.manifest")
    let server = try server("job/manifests/output/output.manifest", bytes)
    defer { server.stop() }
    let access = ["--endpoint-url", server.url, "--no-sign-request"]
    for command in [
      ["relabel", "--rows", "rows.txt", "-o", "out.manifest"],
      ["relabel", "--rows", "rows.txt", "--subset", "-o", "out.manifest"],
      ["export", "--format", "manifest", "-o", "out.manifest"],
    ] {
      let local = try workplace.run(command + ["output.manifest"])
      #expect(local.status == 0, "\(local.errors)")
      let expected = try workplace.read("out.manifest")
      try FileManager.default.removeItem(atPath: workplace.path + "/out.manifest")
      for job in ["s3://bucket/job/", "s3://bucket/job/manifests/output/output.manifest"] {
        let run = try workplace.run(command + [job] + access)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try workplace.read("out.manifest") == expected)
      }
    }
  }
}
