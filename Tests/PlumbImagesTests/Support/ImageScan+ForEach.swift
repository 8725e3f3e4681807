import PlumbImageFacts

@testable import PlumbImages

extension ImageScan {
  /// Goes through all images, and leaves in order where the body throws.
  func forEach(
    _ requests: [ImageRequest], _ body: (ImageRequest, ImageOutcome) throws -> Void
  ) async throws -> ScanStatistics {
    let stream = images(requests)
    do {
      for try await (request, outcome) in stream { try body(request, outcome) }
    } catch {
      await stream.stop()
      throw error
    }
    return stream.statistics
  }
}
