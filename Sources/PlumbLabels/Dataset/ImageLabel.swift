/// One class of an image, and what is known about that label.
package struct ImageLabel: Sendable, Hashable {
  /// The number of the class, an index of `Dataset.classNames`.
  package var classID: Int
  /// Who gave the label.
  package var source: LabelSource
  /// From 0 to 1; nil if it is missing or unusable.
  package var confidence: Double?
  /// When the label was created; nil if unknown.
  package var date: CreationDate?
  /// The number of the job, an index of `Dataset.jobNames`; nil if the label names none.
  package var jobID: Int?
  /// The class index in the manifest; nil if it is missing or no integer.
  package var classIndex: Int?
}

extension Dataset {
  /// The classes of a row with what is known about each: one, several, or none.
  ///
  /// Labels of a row may come from different attributes, and so have different dates and jobs.
  package func labels(ofRow row: Int) -> [ImageLabel] {
    guard kinds[row] == .labelled else { return [] }
    guard let sets = labelSets else {
      let own = self.row(row)
      return [
        ImageLabel(
          classID: Int(ids[row]), source: labelSources[row], confidence: own.confidence,
          date: own.date, jobID: own.jobID, classIndex: own.classIndex)
      ]
    }
    return sets.labels(of: row).map(sets.label)
  }
}

extension LabelSets {
  fileprivate func label(_ label: Int) -> ImageLabel {
    ImageLabel(
      classID: Int(classIDs[label]), source: sources[label],
      confidence: confidences[label].isNaN ? nil : confidences[label],
      date: dates[label] == LabelEntries.noDate
        ? nil : CreationDate(microseconds: dates[label]),
      jobID: jobIDs[label] < 0 ? nil : Int(jobIDs[label]),
      classIndex: indices[label] == LabelEntries.noIndex ? nil : Int(indices[label]))
  }
}
