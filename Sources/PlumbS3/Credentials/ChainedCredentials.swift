import Synchronization

/// Asks one source after the other; the first that has credentials is asked from then on.
///
/// Every call asks again: wrap it in ``CachedCredentials``.
package final class ChainedCredentials: CredentialProvider {
  private let context: CredentialContext
  private let sources: [any CredentialSource]
  private let winner = Mutex<(any CredentialSource)?>(nil)

  /// Makes a chain; nothing is asked yet.
  package init(
    _ context: CredentialContext, sources: [any CredentialSource] = allCredentialSources
  ) {
    self.context = context
    self.sources = sources
  }

  /// The name of the source that had credentials; nil before the first were found.
  package var sourceName: String? { winner.withLock { $0?.name } }

  /// Finds credentials, or asks the source that had them again.
  ///
  /// - Throws: ``CredentialError`` with every source that was tried, and why it gave nothing.
  package func credentials() throws(CredentialError) -> AWSCredentials? {
    do throws(CredentialSearchError) {
      return try search()
    } catch {
      throw CredentialError(error.description)
    }
  }

  /// Does nothing: the next call asks again in any case.
  package func refuse(_ credentials: AWSCredentials) {}

  /// As ``credentials()``, with an error that names the source that failed.
  package func search() throws(CredentialSearchError) -> AWSCredentials {
    if let known = winner.withLock({ $0 }) { return try askAgain(known) }
    var tried: [String] = []
    for source in sources {
      switch try find(source, in: context) {
      case .found(let credentials):
        winner.withLock { $0 = source }
        return credentials
      case .nothing(let reason): tried.append("\(source.name) (\(reason))")
      }
    }
    throw CredentialSearchError(
      source: nil,
      description: "no AWS credentials found: \(tried.joined(separator: "; ")). "
        + "Choose a profile with --profile, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use "
        + "--no-sign-request for public data.")
  }

  /// Asks a source that had credentials before, with the files as they are now.
  private func askAgain(
    _ source: any CredentialSource
  ) throws(CredentialSearchError) -> AWSCredentials {
    let current: CredentialContext
    do throws(CredentialError) {
      current = try context.readAgain()
    } catch {
      throw CredentialSearchError(source: source.name, description: error.description)
    }
    switch try find(source, in: current) {
    case .found(let credentials): return credentials
    case .nothing(let reason):
      throw CredentialSearchError(
        source: source.name,
        description: "the AWS credentials came from \(source.name), which no longer has any: "
          + "\(reason).")
    }
  }

  private func find(
    _ source: any CredentialSource, in context: CredentialContext
  ) throws(CredentialSearchError) -> CredentialFinding {
    do throws(CredentialError) {
      return try source.find(in: context)
    } catch {
      throw CredentialSearchError(source: source.name, description: error.description)
    }
  }
}

/// Why a search for credentials found none.
package struct CredentialSearchError: Error, Sendable, Hashable {
  /// The source that is meant to be used and is broken; nil if no source has any.
  package let source: String?
  /// Sentences for people.
  package let description: String
}
