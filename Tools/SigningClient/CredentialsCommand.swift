import PlumbS3
import PlumbText

/// Finds credentials and prints, as one JSON object, the source and the key id, or which source
/// failed; never a secret.
///
/// - Returns: the exit code: 0 also where there are none, 2 for wrong arguments.
func showCredentials(_ arguments: [String]) -> Int32 {
  guard let flags = flags(arguments) else {
    return complain("usage: signing-client credentials [--profile P] [--no-sign-request]")
  }
  let settings: AWSSettings
  do throws(ConfigurationError) {
    settings = try AWSSettings(flags: flags)
  } catch {
    return show([("error", "\(error.kind)"), ("message", error.description)])
  }
  if flags.noSignRequest { return show([("source", "anonymous")]) }
  let chain = ChainedCredentials(
    CredentialContext(settings: settings, transport: LoopbackTransport()))
  do throws(CredentialSearchError) {
    let credentials = try chain.search()
    return show([("source", chain.sourceName ?? ""), ("keyID", credentials.accessKeyID)])
  } catch {
    return show([("error", error.source ?? "none"), ("message", error.description)])
  }
}

private func flags(_ arguments: [String]) -> AWSFlags? {
  var flags = AWSFlags()
  var rest = arguments[...]
  while let argument = rest.popFirst() {
    switch argument {
    case "--profile":
      guard let name = rest.popFirst() else { return nil }
      flags.profile = name
    case "--no-sign-request": flags.noSignRequest = true
    default: return nil
    }
  }
  return flags
}

/// Prints an object of texts.
private func show(_ members: [(name: String, value: String)]) -> Int32 {
  let parts = members.map { "\(JSONString.quoted($0.name)): \(JSONString.quoted($0.value))" }
  print("{\(parts.joined(separator: ", "))}")
  return 0
}
