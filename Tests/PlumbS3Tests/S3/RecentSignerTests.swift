import PlumbS3
import PlumbSystem
import Testing

@testable import PlumbS3

/// The signer that is kept is never that of other keys, of another region or day.
@Suite struct RecentSignerTests {
  @Test func everyChangeIsSeen() {
    let keys = [
      AWSCredentials(accessKeyID: "a", secretAccessKey: "s"),
      AWSCredentials(accessKeyID: "a", secretAccessKey: "t"),
      AWSCredentials(accessKeyID: "a", secretAccessKey: "s", sessionToken: "token"),
      AWSCredentials(accessKeyID: "b", secretAccessKey: "s"),
    ]
    let recent = RecentSigner()
    var seen: Set<String> = []
    for _ in 0..<2 {
      for (number, key) in keys.enumerated() {
        for region in ["eu-west-1", "us-east-1"] {
          for day in 0..<2 as Range<Int64> {
            let date = SigningDate(secondsSince1970: 1_700_000_000 + day * 86_400)
            func authorization(_ signer: RequestSigner) -> String {
              signer.sign(UnsignedRequest(method: "GET", host: "h", path: "/k"), date: date)
                .authorization
            }
            let fresh = RequestSigner(
              accessKeyID: key.accessKeyID, secretAccessKey: key.secretAccessKey,
              sessionToken: key.sessionToken, region: region)
            let found = authorization(recent.signer(key, region: region, date: date))
            #expect(found == authorization(fresh), "\(number) \(region) \(day)")
            seen.insert(found)
          }
        }
      }
    }
    #expect(seen.count == keys.count * 4)
  }
}
