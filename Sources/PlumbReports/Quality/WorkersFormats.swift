import PlumbAnalysis
import PlumbLabels
import PlumbText

extension WorkersReport {
  /// The version of the JSON's keys; it grows only when a key is taken away or changes its meaning.
  package static let schema = 1

  /// The report as JSON; unknown is null, with the reason beside it.
  package var json: JSONValue {
    .object([
      "schema": .integer(Self.schema), "manifest": .string(manifestName),
      "attribute": .string(attribute),
      "kind": .string((hasSets ? LabelKind.multiple : .single).rawValue),
      "answers": .object([
        "count": .integer(agreement.answerCount), "images": .integer(agreement.imageCount),
        "lines": .integer(agreement.rowCount), "source": .string(votes.source.rawValue),
        "files": .integer(votes.fileCount),
        "labels_chosen": Proportion(votes.fit.agreeing, of: votes.fit.compared).json,
        "labels_rebuilt": consolidationFit?.json ?? .null,
      ]),
      "agreement": .object(
        agreement.figures.enumerated().map { place, figure in
          JSONValue.Member(
            name: figure.key,
            value: figure.value.json(
              interval: place == 0 ? agreement.alphaInterval.value : nil))
        }),
      "splits": splits(agreement.splits),
      "classes": .array(agreement.classes.map(json)),
      "anonymous": .bool(workers.isAnonymous),
      "workers": .array(workers.workers.map(json)),
      "confusions": .array((confusions?.confusions ?? []).map(json)),
      "not_reported": hasSets ? .string(JobQuality.setsHaveNoConsensus) : nil,
      "problems": .array(votes.problems.map(json)),
    ])
  }

  private func splits(_ splits: VoteSplits) -> JSONValue {
    .array(
      splits.tallies.map {
        .object(["split": .string($0.split.words), "images": .integer($0.images)])
      })
  }

  private func json(_ one: AgreementReport.OfClass) -> JSONValue {
    .object([
      "name": .string(classNames[one.classID]), "images": .integer(one.images),
      "answers": .integer(one.answers),
      "alpha": one.alpha.json(interval: one.alphaInterval.value),
      "specific_agreement": one.specific.json(interval: one.specificInterval),
      "splits": hasSets ? nil : splits(one.splits),
    ])
  }

  private func json(_ worker: WorkerReport.Worker) -> JSONValue {
    let record = worker.record
    return .object([
      "worker": .string(worker.name), "answers": .integer(record.answers),
      "images": .integer(record.images),
      "agreement_with_others": record.agreementWithOthers.json {
        .object([
          "share": .number($0.share), "interval": $0.interval.json, "images": .integer($0.images),
          "pairs": .integer($0.pairs),
        ])
      },
      "agreement_with_consensus": record.agreementWithConsensus.json(\.json),
      "mean_jaccard": worker.meanJaccard?.json(JSONValue.number),
      "median_seconds": record.medianSeconds.json(JSONValue.number),
      "flags": .array(worker.flags.map(json)),
      "confusions": .array(worker.confusions.map(json)),
    ])
  }

  private func json(_ flag: WorkerFlag) -> JSONValue {
    .object([
      "test": .string(flag.test), "words": .string(flag.words),
      "class": flag.classID.map { .string(votes.votes.classNames[$0]) },
      "p_value": .number(flag.pValue),
      "false_discovery_rate": .number(flag.falseDiscoveryRate),
    ])
  }

  private func json(_ one: WorkerConfusion) -> JSONValue {
    .object([
      "truth": .string(classNames[one.truth]), "answer": .string(classNames[one.answer]),
      "expected_count": .number(one.expectedCount), "rate": .number(one.rate),
    ])
  }

  private func json(_ one: ClassConfusion) -> JSONValue {
    .object([
      "label": .string(classNames[one.label]), "answer": .string(classNames[one.answer]),
      "answers": one.answers.json, "images": .integer(one.images),
      "workers": .array(
        one.workers.map {
          .object([
            "worker": .string(workers.name(of: $0.worker)), "answers": .integer($0.answers),
          ])
        }),
    ])
  }

  private func json(_ problem: VoteProblem) -> JSONValue {
    .object([
      "code": .string(problem.code.rawValue),
      // A file's name may hold what an anonymous report must not say; the code and count stay.
      "file": workers.isAnonymous ? nil : .string(problem.file), "line": .integer(problem.line),
      "count": .integer(problem.count),
      "message": workers.isAnonymous ? nil : .string(problem.message),
    ])
  }

  // MARK: CSV

  static let columns = [
    "worker", "answers", "images", "agreement", "agreement_low", "agreement_high",
    "agreement_images", "consensus", "consensus_low", "consensus_high", "consensus_answers",
    "median_seconds", "flags", "mean_jaccard",
  ]

  /// One record for each worker, most answers first; what is not defined is an empty cell.
  package var csv: String {
    workers.workers.reduce(into: CSVText.record(Self.columns)) { text, worker in
      let record = worker.record
      let (others, consensus) = (
        record.agreementWithOthers.value, record.agreementWithConsensus.value
      )
      text += CSVText.record([
        worker.name, String(record.answers), String(record.images), csvCell(others?.share),
        csvCell(others?.interval.lowerBound), csvCell(others?.interval.upperBound),
        others.map { String($0.images) } ?? "", csvCell(consensus?.share),
        csvCell(consensus?.interval?.lowerBound), csvCell(consensus?.interval?.upperBound),
        consensus.map { String($0.total) } ?? "", csvCell(record.medianSeconds.value),
        worker.flags.map(\.test).joined(separator: " "), csvCell(worker.meanJaccard?.value),
      ])
    }
  }
}
