/// Every check, in the order of the manual.
public let allChecks: [any Check] = [
  Coverage(), FailedImages(), UnlabelledImages(), RefusedLines(), OddValues(),
  SeveralAttributes(), SeveralJobs(),
  IndexNameConflicts(), NearIdenticalClasses(), UnusedClasses(), UnknownClasses(), RareClasses(),
  ClassImbalance(), VanishedClasses(),
  MissingConfidence(), ConstantConfidence(), BatchConfidence(),
  SourceShares(), MachineOnlyClasses(), ExpectedMachineErrors(),
  DuplicateReferences(), ConflictingReferences(),
  PathConflicts(), OrderEffects(),
]
