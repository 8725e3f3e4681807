import TestSupport
import Testing

@testable import PlumbS3

@Suite struct CredentialProcessTests {
  private func find(
    _ machine: SampleMachine, _ command: String, seconds: Double = 20
  ) throws -> CredentialFinding {
    try machine.write(config: "[default]\ncredential_process = \(command)\n")
    var context = try machine.context()
    context.processSeconds = seconds
    return try CredentialProcess().find(in: context)
  }

  private func error(_ machine: SampleMachine, _ command: String) throws -> String {
    let error = #expect(throws: CredentialError.self) { try find(machine, command) }
    return error?.description ?? ""
  }

  @Test func theKeysOfTheProgramAreTaken() throws {
    let machine = try SampleMachine()
    let json = keysJSON().replacing("\"", with: "\\\"")
    let path = try machine.program("give keys", "printf '%s\\n' \"$2\"; echo noise >&2")
    let keys = try #require(found(try find(machine, "\"\(path)\" 'a b' \"\(json)\"")))
    #expect(
      keys
        == AWSCredentials(
          accessKeyID: "AKIACANARY", secretAccessKey: "canary-secret",
          sessionToken: "canary-token", expiration: 4_070_908_800))
  }

  @Test func keysWithoutAnEndHaveNone() throws {
    let machine = try SampleMachine()
    try machine.program(
      "keys", "echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"b\"}'")
    let keys = try #require(found(try find(machine, "keys")))
    #expect(keys.expiration == nil && keys.sessionToken == nil)
  }

  @Test func noShellIsAsked() throws {
    let machine = try SampleMachine()
    try machine.program("count", "test $# = 4 && test \"$1\" = ';' && echo '\(keysJSON())'")
    #expect(found(try find(machine, "count ; touch $HOME/evil `id`")) != nil)
    #expect(machine.folder.names() == [".aws", "bin"])
  }

  @Test func whatGoesWrongIsSaidWithoutASecret() throws {
    let machine = try SampleMachine()
    try machine.program("fails", "echo '\(keysJSON())'; exit 3")
    try machine.program("old", "echo '\(keysJSON(version: "2"))'")
    try machine.program("text", "echo '\(keysJSON(version: "\"1\""))'")
    try machine.program("babbles", "echo canary")
    try machine.program("late", "echo '\(keysJSON(expiration: "tomorrow"))'")
    try machine.program("empty", "echo '{\"Version\": 1}'")
    try machine.program("endless", "yes canary")
    let cases = [
      ("fails canary", "exit code 3"), ("old", "\"Version\": 1"), ("text", "\"Version\": 1"),
      ("babbles", "not a JSON object"), ("late", "not a date"), ("empty", "no AccessKeyId"),
      ("endless", "more than 64 KB"), ("/no/such/program canary", "was not found"),
      ("'not closed canary", "unclosed quote"), ("", "empty"),
    ]
    for (command, words) in cases {
      let text = try error(machine, command)
      #expect(text.contains(words), "\(text)")
      #expect(!text.contains("canary"), "\(text)")
    }
  }

  @Test func aProgramThatHangsIsEnded() throws {
    let machine = try SampleMachine()
    try machine.program("hangs", "exec sleep 100")
    let error = #expect(throws: CredentialError.self) {
      try find(machine, "hangs", seconds: 0.2)
    }
    #expect(error?.description.contains("returned no keys within") == true)
  }

  @Test func aProfileWithoutAProgramHasNone() throws {
    let context = try SampleMachine(config: "[default]\nregion = x-1\n").context()
    #expect(
      reason(try CredentialProcess().find(in: context))
        == "profile 'default' has no credential_process")
  }
}

/// The ways that are left to the AWS CLI; a stand-in for it is on the path.
@Suite struct CommandLineDelegateTests {
  private static let ways: [(source: any CredentialSource, name: String, lines: String)] = [
    (AssumedRole(), "assumed-role", "role_arn = r\nsource_profile = default"),
    (AssumedRole(), "assumed-role", "role_arn = r\ncredential_source = Environment"),
    (WebIdentity(), "web-identity", "role_arn = r\nweb_identity_token_file = /t"),
    (SingleSignOn(), "single-sign-on", "sso_account_id = 1"),
    (SingleSignOn(), "single-sign-on", "sso_session = s\nsso_role_name = r"),
    (LoginSession(), "login", "login_session = x"),
  ]

  private func machine(_ lines: String, script: String?) throws -> SampleMachine {
    let machine = try SampleMachine(
      config: "[profile my work]\n[default]\n[profile work]\n\(lines)\n")
    if let script { try machine.program("aws", script) }
    return machine
  }

  /// Writes its arguments beside its keys.
  private static let standIn = """
    printf '%s\\n' "$*" > "$HOME/arguments"
    echo '\(keysJSON("AKIADELEGATED", expiration: "2099-01-01T00:00:00+00:00"))'
    """

  @Test func everyWayAsksForTheProfile() throws {
    for way in Self.ways {
      let machine = try machine(way.lines, script: Self.standIn)
      let finding = try way.source.find(in: machine.context(profile: "work"))
      let keys = try #require(found(finding), "\(way.name)")
      #expect(keys.accessKeyID == "AKIADELEGATED")
      #expect(keys.expiration == 4_070_908_800)
      #expect(
        String(decoding: try machine.folder.bytes("arguments"), as: UTF8.self)
          == "configure export-credentials --profile work --format process\n")
      #expect(way.source.name == way.name)
    }
  }

  @Test func otherProfilesDoNotGoThatWay() throws {
    for way in Self.ways {
      let machine = try machine(way.lines, script: Self.standIn)
      #expect(reason(try way.source.find(in: machine.context())) != nil)
      #expect(!machine.folder.names().contains("arguments"))
    }
  }

  @Test func theWebIdentityOfTheVariablesNeedsNoProfile() throws {
    let machine = try machine("", script: Self.standIn)
    let variables = ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "r"]
    #expect(found(try WebIdentity().find(in: machine.context(variables))) != nil)
    #expect(
      String(decoding: try machine.folder.bytes("arguments"), as: UTF8.self)
        == "configure export-credentials --format process\n")
    #expect(
      reason(try WebIdentity().find(in: machine.context(variables, profile: "work"))) != nil)
    #expect(throws: CredentialError.self) {
      try WebIdentity().find(in: machine.context(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"]))
    }
  }

  @Test func aRoleNeedsOneSourceOfKeys() throws {
    for lines in ["role_arn = r", "role_arn = r\nsource_profile = a\ncredential_source = b"] {
      let machine = try machine(lines, script: Self.standIn)
      let error = #expect(throws: CredentialError.self) {
        try AssumedRole().find(in: machine.context(profile: "work"))
      }
      #expect(error?.description.contains("source_profile") == true)
      #expect(!machine.folder.names().contains("arguments"))
    }
  }

  @Test func everyTroubleHasItsSentence() throws {
    let cases: [(String?, String)] = [
      (nil, "'aws' is not on the PATH: install version 2"),
      ("exit 2", "does not support that command: install version 2"),
      ("exit 252", "does not support that command: install version 2"),
      ("exit 255", "failed with exit code 255; sign in with the AWS CLI"),
      ("echo canary", "not a JSON object"), ("yes canary", "more than 64 KB"),
      ("exec sleep 100", "returned no keys within"),
    ]
    for way in Self.ways {
      for (script, words) in cases {
        let machine = try machine(way.lines, script: script)
        var context = try machine.context(
          ["PATH": "\(machine.folder.path)/bin:/plumb-test/bin"], profile: "work")
        if script?.hasPrefix("exec") == true {
          context.settings = try machine.settings(profile: "work")
          context.commandLineSeconds = 0.2
        } else if script?.hasPrefix("yes") == true {
          context.settings = try machine.settings(profile: "work")
        }
        let error = #expect(throws: CredentialError.self) { try way.source.find(in: context) }
        #expect(error?.description.contains(words) == true, "\(error.debugDescription)")
        #expect(error?.description.contains("canary") == false)
      }
    }
  }
}
