// Whoever imports Plumb has the values that a job is made of, what is concluded from them, and how S3
// is reached.
@_exported import PlumbAnalysis
@_exported import PlumbImageFacts
@_exported import PlumbLabels
@_exported import PlumbPages
@_exported import PlumbReports
@_exported import PlumbS3
@_exported import enum PlumbSystem.InputError
@_exported import struct PlumbSystem.OutputError
@_exported import struct PlumbText.FormatError
