import PlumbAnalysis
import PlumbLabels
import PlumbText

extension ComparisonReport {
  /// The version of the JSON's keys; it grows only when a key is taken away or changes its meaning.
  package static let schema = 1

  /// The comparison as JSON; unknown is null, with the reason beside it.
  package var json: JSONValue {
    .object([
      "schema": .integer(Self.schema), "manifest": .string(manifestName),
      "attribute": .string(dataset.attribute.name), "reference": .string(truthName),
      "reference_column": truth.columns?.label.map(JSONValue.string) ?? .null,
      "image_column": truth.columns?.image.map(JSONValue.string) ?? .null,
      "classes_by": .string(truth.classMapping.word),
      "matched_by": .string(truth.keyKind.rawValue), "compared": covered.json,
      "unmatched": .integer(truth.unmatched), "ambiguous": .integer(truth.ambiguous),
      "contradicted_lines": .array(truth.contradicted.map(line)),
      "identical": .bool(isIdentical),
      "all": json(comparison.overall),
      "human": comparison.bySource[.human].map(json),
      "machine": comparison.bySource[.machine].map(json),
      "unknown": comparison.bySource[.unknown].map(json),
      "calibration": .array(comparison.calibrations.map(json)),
      "thresholds": thresholdJSON,
      "class_mix": mixJSON,
      "differing": .array(comparison.differing.map(differingJSON)),
    ])
  }

  private func line(_ row: Int) -> JSONValue { .integer(Int(dataset.lines[row])) }

  private func json(_ accuracy: LabelAccuracy) -> JSONValue {
    .object([
      "accuracy": accuracy.accuracy.json,
      "cohens_kappa": accuracy.kappa.json(JSONValue.number),
      "classes": .array(
        accuracy.classes.map { one in
          .object([
            "name": .string(classNames[one.classID]), "recall": one.found.json,
            "precision": one.right.json,
          ])
        }),
      "confusion": .array(
        accuracy.confusion.cells.map { cell in
          .object([
            "reference": .string(classNames[cell.first]),
            "label": .string(classNames[cell.second]), "count": .integer(cell.count),
          ])
        }),
    ])
  }

  private func json(_ one: TruthComparison.SourceCalibration) -> JSONValue {
    .object([
      "source": .string(one.source.rawValue),
      "job": one.jobID.map { .string(dataset.jobNames[$0]) } ?? .null,
      "measure": one.calibration.json { measure in
        .object([
          "count": .integer(measure.count), "expected_error": .number(measure.expectedError),
          "maximum_error": .number(measure.maximumError),
          "equal_mass_error": .number(measure.equalMassError),
          "brier_score": .number(measure.brierScore),
          "bins": .array(measure.equalWidth.map(json)),
        ])
      },
    ])
  }

  private func json(_ bin: Calibration.Bin) -> JSONValue {
    .object([
      "bounds": bin.bounds.json, "mean_confidence": .number(bin.meanConfidence),
      "accuracy": bin.accuracy.json,
    ])
  }

  private var mixJSON: JSONValue {
    mix.json { mix in
      .object([
        "note": .string(ClassMix.expectedByDesign),
        "cramers_v": mix.cramersV.json(JSONValue.number),
        "divergence": .number(mix.divergence), "total_variation": .number(mix.totalVariation),
        "test": mix.test.json { test in
          .object([
            "chi_square": .number(test.chiSquare), "degrees": .integer(test.degrees),
            "p_value": .number(test.pValue), "pooled_classes": .integer(test.pooledClasses),
          ])
        },
        "classes": .array(mix.classes.map(json)),
      ])
    }
  }

  private func json(_ one: ClassMix.OfClass) -> JSONValue {
    .object([
      "name": .string(mixNames[one.classID]), "human": one.first.json, "machine": one.second.json,
      "residual": one.residual.json { residual in
        .object([
          "value": .number(residual.value),
          "false_discovery_rate": .number(residual.falseDiscoveryRate),
        ])
      },
    ])
  }

  private func differingJSON(_ row: Int) -> JSONValue {
    .object([
      "line": line(row), "image": .string(dataset.references.string(row)),
      "label": dataset.row(row).classID.map { .string(classNames[$0]) },
      "reference": .string(classNames[Int(truth.labels[row])]),
    ])
  }

  // MARK: CSV

  static let columns = [
    "labels_by", "class", "reference_count", "found", "recall", "recall_low", "recall_high",
    "label_count", "right", "precision", "precision_low", "precision_high", "reference_column",
  ]

  /// One record for each source and class; what is not defined is an empty cell.
  package var csv: String {
    var text = CSVText.record(Self.columns)
    for (source, accuracy) in bySource {
      for one in accuracy.classes {
        text += CSVText.record(
          [source.rawValue, classNames[one.classID]] + cells(one.found) + cells(one.right)
            + [truth.columns?.label ?? ""])
      }
    }
    return text
  }

  private func cells(_ share: Proportion) -> [String] {
    [
      String(share.total), String(share.count), csvCell(share.share),
      csvCell(share.interval?.lowerBound), csvCell(share.interval?.upperBound),
    ]
  }
}
