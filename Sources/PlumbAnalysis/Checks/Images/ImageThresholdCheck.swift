import PlumbImageFacts

/// Images with a value below a threshold: one question, one number.
struct ImageThresholdCheck: Check {
  let description: CheckDescription
  private let threshold: Threshold
  private let value: @Sendable (MeasuredImage) -> Double?
  private let note: @Sendable (MeasuredImage) -> FindingText
  private let message: @Sendable (Int) -> FindingText

  /// - Parameters:
  ///   - description: What is asked, and the one threshold.
  ///   - value: The value of an image; nil for one that is not judged.
  ///   - note: What is said of an image that is found.
  ///   - message: The message for a number of images.
  init(
    _ description: CheckDescription, value: @escaping @Sendable (MeasuredImage) -> Double?,
    note: @escaping @Sendable (MeasuredImage) -> FindingText,
    message: @escaping @Sendable (Int) -> FindingText
  ) {
    self.description = description
    threshold = description.thresholds[0]
    (self.value, self.note, self.message) = (value, note, message)
  }

  func run(_ evidence: CheckEvidence, _ thresholds: Thresholds) -> CheckOutcome {
    evidence.withImages { images in
      let places = evidence.places(images, below: thresholds[threshold], value, note: note)
      return outcome(places, of: images, message)
    }
  }
}

extension CheckDescription {
  /// The description of a check of images that has one threshold; its command lists what is found.
  fileprivate init(
    image id: String, question: String, importance: String, threshold: Threshold
  ) {
    self.init(
      id: id, group: .images, severity: .warning, question: question, importance: importance,
      thresholds: [threshold],
      command: "plumb check JOB --images DIR --only \(id) --json", needsImages: true)
  }
}

extension ImageThresholdCheck {
  /// Images in which hardly anything is bright.
  static let dark = Self(
    CheckDescription(
      image: "dark", question: "Are any images too dark to see anything?",
      importance: "If nothing can be seen, workers guess, and so the label is a guess.",
      threshold: Threshold(
        "brightness", 0.32, in: 0...1,
        meaning:
          "an image is reported if 99 % of it is darker than this, from 0 (black) to 1 (white)")),
    value: { $0.isCutOut ? nil : $0.highBrightness },
    note: {
      $0.highBrightness < 0.005
        ? "99 % of the image is black"
        : "99 % of the image is darker than \(decimal: $0.highBrightness)"
    },
    message: { "\($0, "image is", "images are") dark" })

  /// Images in which hardly anything is not white.
  static let light = Self(
    CheckDescription(
      image: "light", question: "Are any images nearly white?",
      importance: "Overexposed and empty images contain nothing to learn from.",
      threshold: Threshold(
        "darkness", 0.05, in: 0...1,
        meaning:
          "an image is reported if 95 % of it is closer to white than this, from 0 (white) to 1 "
          + "(black)")),
    value: { $0.isCutOut ? nil : 1 - $0.lowBrightness },
    note: {
      $0.lowBrightness >= 0.995
        ? "95 % of the image is white"
        : "95 % of the image is brighter than \(decimal: $0.lowBrightness)"
    },
    message: { "\($0, "image is", "images are") nearly white" })

  /// Images without any fine structure.
  static let blurry = Self(
    CheckDescription(
      image: "blurry", question: "Are any images out of focus?",
      importance: """
        Blurry images cannot be labelled reliably. The default corresponds to edges spread over \
        about 0.4 % of the longer side, so slightly soft large photographs are not reported.
        """,
      threshold: Threshold(
        "sharpness", 0.15, in: 0...5,
        meaning:
          "minimum sharpness (mean square of the spatial frequency at 248 pixels); photographs in "
          + "focus have 0.5 to 2")),
    value: { $0.entropy < MeasuredImage.leastEntropy ? nil : $0.sharpness },
    note: { "sharpness \(decimal: $0.sharpness ?? 0)" },
    message: { "\($0, "image is", "images are") blurry" })

  /// Images with hardly anything in them.
  static let lowInformation = Self(
    CheckDescription(
      image: "low-information", question: "Are any images almost empty?",
      importance: """
        Nothing in an empty area, a placeholder or a failed export supports its label. Of images with \
        transparency, only the opaque part is judged; drawings in one colour are not, and neither \
        for being dark or light.
        """,
      threshold: Threshold(
        "entropy", MeasuredImage.leastEntropy, in: 0...8,
        meaning: "minimum entropy of the channels in bits; photographs have 6 to 8")),
    value: { $0.isCutOut ? nil : $0.entropy }, note: { "entropy \(decimal: $0.entropy) bits" },
    message: {
      "\($0, "image is", "images are") almost empty"
    })

  /// Images that are far longer than wide, or the other way round.
  static let oddAspectRatio = Self(
    CheckDescription(
      image: "odd-aspect-ratio", question: "Are any images extremely long and narrow?",
      importance: """
        Training crops or squeezes images to a square. In a long, narrow image the labelled object \
        may be cut off or distorted beyond recognition.
        """,
      threshold: Threshold(
        "ratio", 0.35, in: 0...1,
        meaning: "minimum length of the shorter side, as a fraction of the longer")),
    value: { Double(min($0.width, $0.height)) / Double(max($0.width, $0.height)) },
    note: { $0.sizeText },
    message: { "\($0, "image has", "images have") an unusual aspect ratio" })

  /// Images of few pixels.
  static let tiny = Self(
    CheckDescription(
      image: "tiny", question: "Are any images very small?",
      importance: """
        Models enlarge small images to several hundred pixels, and learn the enlargement artefacts. \
        Often thumbnails were labelled by mistake.
        """,
      threshold: Threshold(
        "least-side", whole: 64, in: 1...65_500,
        meaning: "minimum length of the shorter side in pixels")),
    value: { Double(min($0.width, $0.height)) }, note: { $0.sizeText },
    message: { "\($0, "image is", "images are") tiny" })
}
