import Testing

@testable import PlumbS3

@Suite struct EnvironmentKeysTests {
  private let pair = ["AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "canary-secret"]

  private func find(
    _ variables: [String: String], profile: String? = nil
  ) throws -> CredentialFinding {
    let machine = try SampleMachine(config: "[profile work]\n[default]\n")
    return try EnvironmentKeys().find(in: machine.context(variables, profile: profile))
  }

  @Test func bothKeysAndTheTokenAreTaken() throws {
    let plain = try #require(found(try find(pair)))
    #expect(plain == AWSCredentials(accessKeyID: "AKIAENV", secretAccessKey: "canary-secret"))
    let more = [
      "AWS_SESSION_TOKEN": "canary-token", "AWS_CREDENTIAL_EXPIRATION": "2030-01-01T00:00:00+00:00",
    ]
    let temporary = try #require(found(try find(pair.merging(more) { $1 })))
    #expect(temporary.sessionToken == "canary-token")
    #expect(temporary.expiration == 1_893_456_000)
  }

  @Test func halfAPairIsAnError() throws {
    for (name, other) in [
      ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
      ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"),
    ] {
      for variables in [[name: "canary"], [name: "canary", other: ""]] {
        let error = #expect(throws: CredentialError.self) { try find(variables) }
        #expect(error?.description == "\(name) is set but \(other) is not; set both or neither.")
      }
    }
  }

  @Test func emptyVariablesAreNone() throws {
    let empty = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
    #expect(reason(try find(empty)) == "AWS_ACCESS_KEY_ID is not set")
    #expect(found(try find(pair.merging(["AWS_SESSION_TOKEN": ""]) { $1 }))?.sessionToken == nil)
  }

  @Test func onlyAProfileOfTheCommandLineComesFirst() throws {
    #expect(reason(try find(pair, profile: "work"))?.contains("--profile") == true)
    #expect(found(try find(pair.merging(["AWS_PROFILE": "work"]) { $1 })) != nil)
  }

  @Test func keysThatWouldBreakAHeaderAreRefused() throws {
    for (name, value) in [
      ("AWS_ACCESS_KEY_ID", "AKIA\r\nX-Evil: 1"), ("AWS_SECRET_ACCESS_KEY", "canary\n"),
      ("AWS_SESSION_TOKEN", "canary token"), ("AWS_SESSION_TOKEN", "canary\u{E9}"),
    ] {
      let error = #expect(throws: CredentialError.self) {
        try find(pair.merging([name: value]) { $1 })
      }
      #expect(error?.description.contains("canary") == false)
    }
    #expect(throws: CredentialError.self) {
      try find(pair.merging(["AWS_CREDENTIAL_EXPIRATION": "tomorrow"]) { $1 })
    }
  }
}

@Suite struct FileKeysTests {
  private let sources: [any CredentialSource] = [CredentialsFileKeys(), ConfigurationFileKeys()]

  /// A machine with the same profiles in the one file or the other.
  private func context(
    _ source: any CredentialSource, _ text: String, profile: String? = nil
  ) throws -> CredentialContext {
    let machine =
      source is CredentialsFileKeys
      ? try SampleMachine(credentials: text)
      : try SampleMachine(config: text.replacing("[work]", with: "[profile work]"))
    return try machine.context(profile: profile)
  }

  @Test func theKeysOfTheProfileAreTaken() throws {
    let text = """
      [default]
      aws_access_key_id = AKIADEFAULT
      aws_secret_access_key = canary=secret/+
      [work]
      aws_secret_access_key = canary
      aws_session_token = canary-token
      aws_access_key_id = AKIAWORK
      """
    for source in sources {
      let plain = try #require(found(try source.find(in: context(source, text))))
      #expect(plain.accessKeyID == "AKIADEFAULT")
      #expect(plain.secretAccessKey == "canary=secret/+")
      #expect(plain.sessionToken == nil && plain.expiration == nil)
      let work = found(try source.find(in: context(source, text, profile: "work")))
      #expect(work?.accessKeyID == "AKIAWORK")
      #expect(work?.sessionToken == "canary-token")
    }
  }

  @Test func whyThereAreNoneIsSaid() throws {
    for source in sources {
      let nothing = try source.find(in: SampleMachine().context())
      #expect(reason(nothing)?.contains("No such file") == true)
      let other = try source.find(in: context(source, "[work]\nregion = x-1\n"))
      #expect(reason(other)?.contains("no profile 'default'") == true)
      let noKeys = try source.find(in: context(source, "[default]\nregion = x-1\n"))
      #expect(reason(noKeys)?.contains("no aws_access_key_id") == true)
      let secret = try source.find(in: context(source, "[default]\naws_secret_access_key = x\n"))
      #expect(reason(secret)?.contains("no aws_access_key_id") == true)
    }
  }

  @Test func halfAPairAndEmptyKeysAreErrors() throws {
    for source in sources {
      let half = #expect(throws: CredentialError.self) {
        try source.find(in: context(source, "[default]\naws_access_key_id = A\n"))
      }
      #expect(half?.description.contains("no aws_secret_access_key") == true)
      let empty = #expect(throws: CredentialError.self) {
        try source.find(
          in: context(source, "[default]\naws_access_key_id =\naws_secret_access_key = x\n"))
      }
      #expect(empty?.description.contains("empty access key id") == true)
    }
  }
}
