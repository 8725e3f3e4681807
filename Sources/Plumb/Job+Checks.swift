import PlumbAnalysis
import PlumbImages
import PlumbLabels
import PlumbReports
import PlumbText

extension Job {
  /// Runs the quality checks that need no images.
  ///
  /// - Parameter settings: Which checks to run, with which thresholds; by default all, with default
  ///   thresholds.
  public func check(_ settings: CheckSettings = CheckSettings()) -> CheckReport {
    checkPlan(settings).report(on: labels, images: nil)
  }

  /// Runs the quality checks, including those on images.
  ///
  /// - Parameters:
  ///   - images: Where the images are.
  ///   - settings: Which checks to run, with which thresholds; by default all, with default
  ///     thresholds.
  /// - Throws: if the images cannot be opened, and `CancellationError`.
  public func check(
    images: ImageOptions, _ settings: CheckSettings = CheckSettings()
  ) async throws -> CheckReport {
    var plan = checkPlan(settings)
    plan.commands.imageOptions = imageWords(images)
    guard let opened = try self.images(images, measuring: plan.measuring) else {
      return plan.report(on: labels, images: nil)
    }
    var log = ImageLog()
    let measured = try await opened.measurements(of: labels, log: &log) { _, _ in }
    return plan.report(on: labels, images: measured)
  }

  func checkPlan(_ settings: CheckSettings) -> CheckPlan {
    // Jobs of other kinds keep other things where the classes are: then they are not known.
    var plan = checkPlan(categories: categoryFile.flatMap { try? Self.categories(at: $0) })
    plan.settings = settings
    return plan
  }

  /// Every check with its defaults.
  ///
  /// - Parameter categories: The classes of the label category file; nil if they are not known.
  package func checkPlan(categories: [String]?) -> CheckPlan {
    var plan = CheckPlan(manifestName: name, version: plumbVersion)
    plan.commands = suggestedCommands
    plan.categories = categories
    (plan.manifestByteCount, plan.stage) = (byteCount, summary.stage)
    return plan
  }

  /// The job's own label category file; nil if it has none.
  package var categoryFile: String? { file.flatMap(JobLocator.categories) }

  /// The classes of a label category file.
  ///
  /// - Throws: `ReportError` if it is not one, or the error that makes it unreadable.
  package static func categories(at path: String) throws -> [String] {
    let bytes = try WholeFile.bytes(path)
    do throws(FormatError) { return try LabelCategories(bytes).names } catch {
      throw ReportError("\(path) is not a label category file: \(error).")
    }
  }
}
