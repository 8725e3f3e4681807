import PlumbSystem
import TestSupport
import Testing

@testable import PlumbS3

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A machine of a test: a folder that is its home, with configuration files in it.
final class SampleMachine {
  let folder: TemporaryFolder

  init(config: String? = nil, credentials: String? = nil) throws {
    folder = try TemporaryFolder()
    try write(config: config, credentials: credentials)
  }

  func write(config: String? = nil, credentials: String? = nil) throws {
    if let config { try folder.write(".aws/config", Array(config.utf8)) }
    if let credentials { try folder.write(".aws/credentials", Array(credentials.utf8)) }
  }

  /// Writes a shell script; its path.
  ///
  /// Not by Foundation, whose open files the children of other tests inherit: Linux runs no program
  /// that somebody may still write to.
  @discardableResult
  func program(_ name: String, _ script: String) throws -> String {
    let path = folder.path + "/bin/" + name
    #expect(makeFolders(folder.path + "/bin") == 0)
    let file = try #require(openFile(path, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o755))
    #expect(Array("#!/bin/sh\n\(script)\n".utf8).withUnsafeBytes { writeAll(file.descriptor, $0) })
    #expect(file.close())
    return path
  }

  /// The variables of the machine, with others.
  func environment(_ variables: [String: String] = [:]) -> Environment {
    let own = ["HOME": folder.path, "PATH": "\(folder.path)/bin:/usr/bin:/bin"]
    return Environment(own.merging(variables) { $1 })
  }

  func settings(
    _ variables: [String: String] = [:], profile: String? = nil,
    _ change: (inout AWSFlags) -> Void = { _ in }
  ) throws -> AWSSettings {
    var flags = AWSFlags()
    flags.profile = profile
    change(&flags)
    return try AWSSettings(flags: flags, environment: environment(variables))
  }

  func context(
    _ variables: [String: String] = [:], profile: String? = nil,
    transport: any HTTPTransport = FakeTransport.silent()
  ) throws -> CredentialContext {
    var context = CredentialContext(
      settings: try settings(variables, profile: profile), transport: transport)
    context.pause = { _ in }
    context.now = { 1_700_000_000 }
    return context
  }
}

/// What a program or a service writes that gives keys.
func keysJSON(
  _ accessKeyID: String = "AKIACANARY", version: String = "1", token: String = "SessionToken",
  expiration: String = "2099-01-01T00:00:00Z"
) -> String {
  """
  {"Version": \(version), "AccessKeyId": "\(accessKeyID)", "SecretAccessKey": "canary-secret", \
  "\(token)": "canary-token", "Expiration": "\(expiration)"}
  """
}

/// The keys of a finding.
func found(_ finding: CredentialFinding) -> AWSCredentials? {
  if case .found(let credentials) = finding { credentials } else { nil }
}

/// Why a finding is none.
func reason(_ finding: CredentialFinding) -> String? {
  if case .nothing(let reason) = finding { reason } else { nil }
}
