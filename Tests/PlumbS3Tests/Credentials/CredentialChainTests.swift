import Dispatch
import Foundation
import PlumbSystem
import Synchronization
import Testing

@testable import PlumbS3

@Suite struct ChainedCredentialsTests {
  @Test func everySourceHasANameOfItsOwnAndAReason() throws {
    let names = allCredentialSources.map(\.name)
    #expect(Set(names).count == names.count)
    let context = try SampleMachine().context()
    for source in allCredentialSources {
      let words = try #require(reason(try source.find(in: context)), "\(source.name)")
      #expect(!words.isEmpty && !words.hasSuffix("."), "\(words)")
    }
  }

  @Test func withoutAnyKeysEverySourceIsListed() throws {
    let chain = ChainedCredentials(try SampleMachine().context())
    let error = #expect(throws: CredentialError.self) { try chain.credentials() }
    for name in allCredentialSources.map(\.name) {
      #expect(error?.description.contains("\(name) (") == true)
    }
    #expect(error?.description.contains("--no-sign-request") == true)
    #expect(chain.sourceName == nil)
  }

  @Test func theOrderIsThatOfTheAWSCommandLine() throws {
    let machine = try SampleMachine(
      config: """
        [default]
        credential_process = aws
        aws_access_key_id = AKIACONFIG
        aws_secret_access_key = canary
        """,
      credentials: "[default]\naws_access_key_id = AKIAFILE\naws_secret_access_key = canary\n")
    try machine.program("aws", "echo '\(keysJSON("AKIAPROCESS"))'")
    let transport = FakeTransport { _ in HTTPAnswer(200, keysJSON("AKIASERVICE", token: "Token")) }
    var variables = [
      "AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "canary",
      "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x",
    ]
    func winner() throws -> String {
      let chain = ChainedCredentials(try machine.context(variables, transport: transport))
      let keys = try chain.credentials()
      return "\(chain.sourceName ?? "") \(keys?.accessKeyID ?? "")"
    }
    #expect(try winner() == "environment AKIAENV")
    variables["AWS_ACCESS_KEY_ID"] = nil
    variables["AWS_SECRET_ACCESS_KEY"] = nil
    #expect(try winner() == "credentials-file AKIAFILE")
    try machine.write(credentials: "[default]\n")
    #expect(try winner() == "credential-process AKIAPROCESS")
    try machine.write(
      config: "[default]\naws_access_key_id = AKIACONFIG\naws_secret_access_key = canary\n")
    #expect(try winner() == "config-file AKIACONFIG")
    try machine.write(config: "[default]\n")
    #expect(try winner() == "container AKIASERVICE")
  }

  @Test func aBrokenSourceIsNotPassedOver() throws {
    let machine = try SampleMachine(
      config: "[default]\naws_access_key_id = A\naws_secret_access_key = b\n",
      credentials: "[default]\naws_access_key_id = A\n")
    let chain = ChainedCredentials(try machine.context())
    let error = #expect(throws: CredentialSearchError.self) { try chain.search() }
    #expect(error?.source == "credentials-file")
  }

  @Test func theSourceThatHadKeysIsAskedAgainWithTheFilesOfNow() throws {
    let machine = try SampleMachine(
      credentials: "[default]\naws_access_key_id = AKIAONE\naws_secret_access_key = canary\n")
    let chain = ChainedCredentials(try machine.context())
    #expect(try chain.credentials()?.accessKeyID == "AKIAONE")
    try machine.write(
      credentials: "[default]\naws_access_key_id = AKIATWO\naws_secret_access_key = canary\n")
    #expect(try chain.credentials()?.accessKeyID == "AKIATWO")
    try machine.write(credentials: "[default]\n")
    let error = #expect(throws: CredentialError.self) { try chain.credentials() }
    #expect(error?.description.contains("credentials-file, which no longer has any") == true)
    try machine.write(credentials: "no section\n")
    #expect(throws: CredentialError.self) { try chain.credentials() }
  }
}

/// Gives keys by a function of how often it was asked.
private final class CountingProvider: CredentialProvider {
  typealias Give = @Sendable (Int) throws(CredentialError) -> AWSCredentials?

  private let count = Mutex(0)
  private let give: Give

  init(_ give: @escaping Give) { self.give = give }

  var asked: Int { count.withLock { $0 } }

  func credentials() throws(CredentialError) -> AWSCredentials? {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return try give(number)
  }

  func refuse(_ credentials: AWSCredentials) {}
}

/// A clock that a test sets.
private final class TestClock: Sendable {
  private let time = Mutex(1_000_000.0)

  var now: Double {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }
}

@Suite struct CachedCredentialsTests {
  private let clock = TestClock()

  private func keys(_ number: Int, minutes: Double? = nil) -> AWSCredentials {
    AWSCredentials(
      accessKeyID: "AKIA\(number)", secretAccessKey: "canary",
      expiration: minutes.map { clock.now + 60 * $0 })
  }

  private func cache(_ provider: CountingProvider) -> CachedCredentials {
    CachedCredentials(provider) { [clock] in clock.now }
  }

  @Test func keysWithoutAnEndAreAskedForOnce() throws {
    let provider = CountingProvider { [self] number in keys(number) }
    let cache = cache(provider)
    for _ in 0..<5 {
      #expect(try cache.credentials() == keys(1))
      clock.now += 1e6
    }
    #expect(provider.asked == 1)
  }

  @Test func anonymousIsAnAnswerToo() throws {
    let provider = CountingProvider { _ in nil }
    let cache = cache(provider)
    #expect(try cache.credentials() == nil)
    #expect(try cache.credentials() == nil)
    #expect(provider.asked == 1)
  }

  @Test func keysAreRenewedFifteenMinutesBeforeTheirEnd() throws {
    let provider = CountingProvider { [self] number in keys(number, minutes: 60) }
    let cache = cache(provider)
    #expect(try cache.credentials()?.accessKeyID == "AKIA1")
    clock.now += 44.9 * 60
    #expect(try cache.credentials()?.accessKeyID == "AKIA1")
    clock.now += 0.2 * 60
    #expect(try cache.credentials()?.accessKeyID == "AKIA2")
    #expect(provider.asked == 2)
  }

  @Test func aFailureMattersFromTenMinutesOn() throws {
    let provider = CountingProvider { [self] number throws(CredentialError) in
      if number > 1 { throw CredentialError("no more") }
      return keys(number, minutes: 60)
    }
    let cache = cache(provider)
    _ = try cache.credentials()
    clock.now += 46 * 60
    #expect(try cache.credentials()?.accessKeyID == "AKIA1")
    #expect(try cache.credentials()?.accessKeyID == "AKIA1")
    #expect(provider.asked == 2)
    clock.now += 61
    #expect(try cache.credentials()?.accessKeyID == "AKIA1")
    #expect(provider.asked == 3)
    clock.now += 4 * 60
    #expect(throws: CredentialError("no more")) { try cache.credentials() }
    #expect(throws: CredentialError("no more")) { try cache.credentials() }
    #expect(provider.asked == 5)
  }

  @Test func aSourceOfShortLivedKeysIsNotAskedForEachRequest() throws {
    let provider = CountingProvider { [self] number in keys(number, minutes: 5) }
    let cache = cache(provider)
    for _ in 0..<10 { #expect(try cache.credentials()?.accessKeyID == "AKIA1") }
    #expect(provider.asked == 1)
    clock.now += 61
    #expect(try cache.credentials()?.accessKeyID == "AKIA2")
  }

  @Test func keysThatHaveEndedAreNone() throws {
    let provider = CountingProvider { [self] number in keys(number, minutes: -1) }
    let error = #expect(throws: CredentialError.self) { try cache(provider).credentials() }
    #expect(error?.description.contains("have expired") == true)
    #expect(error?.description.contains("canary") == false)
  }

  @Test func refusedKeysAreAskedForOnceMore() throws {
    let provider = CountingProvider { [self] number in keys(number) }
    let cache = cache(provider)
    let first = try #require(try cache.credentials())
    for _ in 0..<5 { cache.refuse(first) }
    #expect(try cache.credentials()?.accessKeyID == "AKIA2")
    // Requests that were signed before the refresh still come back.
    cache.refuse(first)
    #expect(try cache.credentials()?.accessKeyID == "AKIA2")
    #expect(provider.asked == 2)
    cache.refuse(keys(2))
    #expect(try cache.credentials()?.accessKeyID == "AKIA3")
  }

  @Test func aSourceThatHasTheSameKeysIsNotAskedForEver() throws {
    let provider = CountingProvider { [self] _ in keys(1) }
    let cache = cache(provider)
    for _ in 0..<10 { cache.refuse(try #require(try cache.credentials())) }
    #expect(provider.asked == 2)
  }

  @Test func aFailureAfterARefusalIsTriedAgain() throws {
    let provider = CountingProvider { [self] number throws(CredentialError) in
      if number == 2 { throw CredentialError("not now") }
      return keys(number)
    }
    let cache = cache(provider)
    cache.refuse(try #require(try cache.credentials()))
    #expect(throws: CredentialError("not now")) { try cache.credentials() }
    #expect(try cache.credentials()?.accessKeyID == "AKIA3")
  }

  @Test func manyThreadsShareOneRefresh() throws {
    let provider = CountingProvider { [self] number in
      wait(seconds: 0.05)
      return keys(number, minutes: 60)
    }
    let cache = cache(provider)
    let names = Mutex<[String]>([])
    let ask: @Sendable () -> Void = {
      let keys = try? cache.credentials()
      names.withLock { $0.append(keys?.accessKeyID ?? "none") }
    }
    onThreads(32, ask)
    #expect(provider.asked == 1)
    #expect(names.withLock { Set($0) } == ["AKIA1"])
    clock.now += 51 * 60
    onThreads(32, ask)
    #expect(provider.asked == 2)
    #expect(names.withLock { Set($0.suffix(32)) } == ["AKIA2"])
  }

  @Test func manyThreadsShareOneFailure() throws {
    let leave = DispatchSemaphore(value: 0)
    let provider = CountingProvider { number throws(CredentialError) in
      leave.wait()
      throw CredentialError("failure \(number)")
    }
    // The clock is asked by every caller before it waits for the one that asks the source.
    let callers = Mutex(0)
    let cache = CachedCredentials(provider) {
      let count = callers.withLock { count in
        count += 1
        return count
      }
      if count == 8 { leave.signal() }
      return 0
    }
    let failures = Mutex<[String]>([])
    onThreads(8) {
      do throws(CredentialError) {
        _ = try cache.credentials()
      } catch {
        failures.withLock { $0.append(error.description) }
      }
    }
    #expect(failures.withLock { $0 } == [String](repeating: "failure 1", count: 8))
    #expect(provider.asked == 1)
  }

  @Test func whileOneThreadRenewsTheOthersGoOn() throws {
    let entered = DispatchSemaphore(value: 0)
    let leave = DispatchSemaphore(value: 0)
    let provider = CountingProvider { [self] number in
      if number == 2 {
        entered.signal()
        leave.wait()
      }
      return keys(number, minutes: 60)
    }
    let cache = cache(provider)
    _ = try cache.credentials()
    clock.now += 46 * 60
    let renewer = Thread { _ = try? cache.credentials() }
    renewer.start()
    entered.wait()
    #expect(try cache.credentials()?.accessKeyID == "AKIA1")
    leave.signal()
    while try cache.credentials()?.accessKeyID == "AKIA1" { wait(seconds: 0.001) }
    #expect(provider.asked == 2)
  }
}

/// Runs the same on so many threads at once, and waits for all.
private func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
  let group = DispatchGroup()
  for _ in 0..<count {
    group.enter()
    Thread {
      body()
      group.leave()
    }.start()
  }
  group.wait()
}
