import Synchronization

/// Keeps the signer that was used last, for the next request with the same keys, region and day.
///
/// Its key takes four of the six hashes of a signature. Shared by all threads of a run.
final class RecentSigner: Sendable {
  private struct Known {
    let keys: AWSCredentials
    let region: String
    let day: String
    let signer: RequestSigner
  }

  private let known = Mutex<Known?>(nil)

  /// A signer for requests at a date.
  func signer(_ keys: AWSCredentials, region: String, date: SigningDate) -> RequestSigner {
    let day = date.day
    let known = known.withLock { $0 }
    if let known, known.day == day, known.region == region, known.keys == keys {
      return known.signer
    }
    let signer = RequestSigner(
      accessKeyID: keys.accessKeyID, secretAccessKey: keys.secretAccessKey,
      sessionToken: keys.sessionToken, region: region
    ).prepared(for: date)
    self.known.withLock { $0 = Known(keys: keys, region: region, day: day, signer: signer) }
    return signer
  }
}
