import PlumbLabels
import PlumbS3
import PlumbSystem

/// Signs the requests of standard input, one JSON object a line, and prints the path and the
/// `Authorization` field of each, with a tab between them.
///
/// - Returns: the exit code: 0, or 2 where a line is no request.
func signLines() -> Int32 {
  while let line = readLine() {
    guard let request = JSONObject(Array(line.utf8)), let answer = sign(request) else {
      return complain("signing-client: a line of standard input is no request")
    }
    print(answer)
  }
  return 0
}

private func sign(_ request: JSONObject) -> String? {
  guard let method = request.text("method"), let host = request.text("host"),
    let bucket = request.text("bucket"), let key = request.text("key"),
    let accessKeyID = request.text("accessKeyID"), let secret = request.text("secretAccessKey"),
    let region = request.text("region"), let date = request.number("date")
  else { return nil }
  let signer = RequestSigner(
    accessKeyID: accessKeyID, secretAccessKey: secret,
    sessionToken: request.text("sessionToken"), region: region)
  let path = S3Path.encoded(bucket: bucket, key: key.utf8)
  let signed = signer.sign(
    UnsignedRequest(
      method: method, host: host, path: path, query: request.members("query"),
      fields: request.members("fields")), date: SigningDate(secondsSince1970: Int64(date)))
  return "\(path)\t\(signed.authorization)"
}
