/// Every check, in the order of the manual.
package let allChecks: [any Check] = [
  Coverage(), FailedImages(), UnlabelledImages(), LabelledElsewhere(), RefusedLines(), OddValues(),
  SeveralAttributes(), SeveralJobs(), UnfinishedJob(),
  IndexNameConflicts(), NearIdenticalClasses(), ClassNameSpaces(), UnusedClasses(),
  UnknownClasses(), RareClasses(),
  ClassImbalance(), VanishedClasses(),
  MissingConfidence(), ConstantConfidence(), BatchConfidence(),
  SourceShares(), MachineOnlyClasses(), ExpectedMachineErrors(),
  DuplicateReferences(), ConflictingReferences(), ExactDuplicates(), ConflictingExactDuplicates(),
  NearDuplicates(), ConflictingNearDuplicates(),
  UnreadableImages(), DamagedImages(), ImageThresholdCheck.dark, ImageThresholdCheck.light,
  ImageThresholdCheck.blurry,
  ImageThresholdCheck.lowInformation, ImageThresholdCheck.oddAspectRatio, OddSize(),
  GrayscaleImages(), ImageThresholdCheck.tiny,
  PathConflicts(), LabelShortcuts(), OrderEffects(),
  RekognitionManifest(), RekognitionClasses(), RekognitionLines(), RekognitionImages(),
  RekognitionErrors(),
]
