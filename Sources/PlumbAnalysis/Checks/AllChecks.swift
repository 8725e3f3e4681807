/// Every check, in the order of the manual.
public let allChecks: [any Check] = [
  Coverage(), FailedImages(), UnlabelledImages(), LabelledElsewhere(), RefusedLines(), OddValues(),
  SeveralAttributes(), SeveralJobs(),
  IndexNameConflicts(), NearIdenticalClasses(), UnusedClasses(), UnknownClasses(), RareClasses(),
  ClassImbalance(), VanishedClasses(),
  MissingConfidence(), ConstantConfidence(), BatchConfidence(),
  SourceShares(), MachineOnlyClasses(), ExpectedMachineErrors(),
  DuplicateReferences(), ConflictingReferences(), ExactDuplicates(), ConflictingExactDuplicates(),
  NearDuplicates(), ConflictingNearDuplicates(),
  UnreadableImages(), DamagedImages(), DarkImages(), LightImages(), BlurryImages(),
  LowInformationImages(), OddAspectRatio(), OddSize(), GrayscaleImages(), TinyImages(),
  PathConflicts(), LabelShortcuts(), OrderEffects(),
  RekognitionManifest(), RekognitionClasses(), RekognitionLines(), RekognitionImages(),
]
