import PlumbLabels
import PlumbReports

extension Job {
  /// Writes the labels as a manifest of image-level labels for Amazon Rekognition Custom Labels.
  ///
  /// For each class of an image it has an attribute that is named after the class. Lines without a
  /// label, and images without any class, are left out.
  ///
  /// - Parameter write: Takes bytes of the manifest, whole lines at a time.
  /// - Returns: What was left out, and what Rekognition requires but the labels do not say, such as a
  ///   missing confidence: sentences without a full stop. They hold data from the manifest.
  /// - Throws: `ReportError` if the labels are neither one class nor several classes per image or if
  ///   there is no label, and what `write` throws.
  public func writeRekognitionManifest(to write: ([UInt8]) throws -> Void) throws -> [String] {
    try withoutActuallyEscaping(write) { write in
      let job = ExportJob(dataset: labels, manifestName: name, version: plumbVersion)
      return try RekognitionExporter().write(job, to: .stream(write)).notes
    }
  }
}
