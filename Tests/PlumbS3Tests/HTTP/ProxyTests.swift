import Foundation
import PlumbImages
import TestSupport
import Testing

@testable import PlumbS3

/// Proxies are those of the environment, each test in a process of its own.
@Suite struct ProxyTests {
  @Test func theEnvironmentNamesTheProxy() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer { _ in [.answer(200, [:], [1])] }
      setenv("http_proxy", proxy.url, 1)
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      let url = "http://bucket.example/a%2Fb//../c?x=%20"
      let answer = try CurlTransport().answer(to: HTTPRequest(url: url))
      #expect(answer.body == [1])
      // Through a proxy the target is the whole URL, and still byte for byte.
      #expect(proxy.requests.map(\.target) == [url])
      #expect(proxy.requests.first?.field("host") == "bucket.example")
    }
  }

  @Test func aDirectRequestPassesItBy() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer { _ in [.answer(200, [:], [1])] }
      let server = try LoopbackServer { _ in [.answer(200, [:], [2])] }
      setenv("http_proxy", proxy.url, 1)
      setenv("all_proxy", proxy.url, 1)
      var request = HTTPRequest(url: server.url + "/latest/api/token")
      request.isDirect = true
      #expect(try CurlTransport().answer(to: request).body == [2])
      #expect(proxy.requests.isEmpty)
    }
  }

  @Test func aProxyThatWantsAPasswordGivesTheBucketUp() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer { _ in [.answer(407)] }
      let fake = try FakeS3()
      setenv("http_proxy", "http://user:canary@127.0.0.1:\(proxy.port)", 1)
      let error = #expect(throws: StoreError.self) {
        try fake.client().body(ObjectName(bucket: "bucket", key: "a"), limits: HTTPLimits())
      }
      #expect(error?.code.action == .stopBucket)
      #expect(error?.description.contains("proxy") == true)
      #expect(error?.description.contains("canary") == false)
    }
  }

  @Test func aProxyThatRefusesATunnelIsNoConnection() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer { _ in [.answer(407)] }
      setenv("https_proxy", "http://user:canary@127.0.0.1:\(proxy.port)", 1)
      let error = #expect(throws: HTTPError.self) {
        try CurlTransport().answer(to: HTTPRequest(url: "https://bucket.example/a"))
      }
      #expect(proxy.requests.map(\.method) == ["CONNECT"])
      #expect(error?.kind == .connection)
      #expect(error?.description.contains("407") == true)
      #expect(error?.description.contains("canary") == false)
    }
  }
}
