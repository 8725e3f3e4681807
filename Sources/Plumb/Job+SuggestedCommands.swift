import PlumbLabels
import PlumbReports
import PlumbS3

extension Job {
  /// What completes the commands that the checks suggest, without images.
  package var suggestedCommands: SuggestedCommands {
    var commands = SuggestedCommands()
    commands.job = argument.flatMap { $0 == "-" ? nil : $0 }
    commands.attributes = options.attributes
    commands.profile = options.aws.profile
    commands.connectionOptions = options.aws.connectionOptions
    return commands
  }

  /// The options that find the images again, such as `--images photos`; nil if no folder is known and
  /// nothing is downloaded.
  package func imageWords(_ images: ImageOptions) -> [String]? {
    let isFetched = images.fetches ?? (access != nil) && hasObjects
    guard isFetched || images.folder != nil || folderOfPaths != nil else { return nil }
    let folder = images.folder.map { ["--images", $0] } ?? []
    switch images.fetches {
    case nil: return folder
    case true?: return folder + ["--fetch"]
    case false?: return folder + ["--no-fetch"]
    }
  }
}

extension AWSFlags {
  /// The options of the command line besides the profile.
  fileprivate var connectionOptions: [String] {
    let values = [
      ("--region", region), ("--endpoint-url", endpointURL), ("--ca-bundle", certificateFile),
    ]
    let flags = [("--no-sign-request", noSignRequest), ("--request-payer", requestPayer)]
    return values.flatMap { name, value in value.map { [name, $0] } ?? [] }
      + flags.compactMap { $1 ? $0 : nil }
  }
}
