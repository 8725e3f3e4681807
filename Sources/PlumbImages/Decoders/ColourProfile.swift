import CLittleCMS
import PlumbSystem

/// Conversions of embedded colour profiles to sRGB, kept for later images.
///
/// Used by one worker; not shared between threads.
final class ColourProfiles {
  enum Conversion {
    /// The profile is sRGB, or visually identical.
    case unneeded
    /// The profile is damaged or made for another kind of image.
    case odd
    case transform(ColourTransform)
  }

  private struct Key: Hashable {
    let profile: ContentHash
    let channels: Int
  }

  /// The photos of a job come from a few cameras and programs.
  private static let limit = 8

  private let context: cmsContext?
  private let sRGB: cmsHPROFILE?
  private var kept: [(key: Key, conversion: Conversion)] = []

  init() {
    context = cmsCreateContext(nil, nil)
    sRGB = cmsCreate_sRGBProfileTHR(context)
  }

  deinit {
    kept = []
    cmsCloseProfile(sRGB)
    cmsDeleteContext(context)
  }

  /// The conversion from a profile's colours to sRGB for an image with this number of channels.
  func conversion(_ profile: UnsafeRawBufferPointer, channels: Int) -> Conversion {
    let key = Key(profile: ContentHash(of: profile), channels: channels)
    if let place = kept.firstIndex(where: { $0.key == key }) {
      let found = kept.remove(at: place)
      kept.append(found)
      return found.conversion
    }
    let made = make(profile, channels: channels)
    if kept.count == Self.limit { kept.removeFirst() }
    kept.append((key, made))
    return made
  }

  private func make(_ bytes: UnsafeRawBufferPointer, channels: Int) -> Conversion {
    guard
      let profile = cmsOpenProfileFromMemTHR(context, bytes.baseAddress, UInt32(bytes.count))
    else { return .odd }
    defer { cmsCloseProfile(profile) }
    guard cmsGetColorSpace(profile) == Self.space(channels),
      let transform = ColourTransform(
        context: context, from: profile, to: sRGB, channels: channels)
    else { return .odd }
    return transform.changesLittle ? .unneeded : .transform(transform)
  }

  private static func space(_ channels: Int) -> cmsColorSpaceSignature {
    switch channels {
    case 1: cmsSigGrayData
    case 3: cmsSigRgbData
    default: cmsSigCmykData
    }
  }
}

/// One conversion of gray, RGB or CMYK to sRGB.
final class ColourTransform {
  private let handle: cmsHTRANSFORM
  private let channels: Int

  init?(context: cmsContext?, from: cmsHPROFILE, to: cmsHPROFILE?, channels: Int) {
    let format =
      switch channels {
      case 1: plumb_lcms_gray8
      case 3: plumb_lcms_rgb8
      default: plumb_lcms_cmyk8
      }
    guard
      let handle = cmsCreateTransformTHR(
        context, from, format, to, plumb_lcms_rgb8, UInt32(INTENT_PERCEPTUAL), 0)
    else { return nil }
    self.handle = handle
    self.channels = channels
  }

  deinit { cmsDeleteTransform(handle) }

  /// The image in sRGB, 3 channels.
  func applied(to image: RasterImage) -> RasterImage {
    RasterImage(
      width: image.width, height: image.height, channels: 3, samples: converted(image.samples))
  }

  private func converted(_ samples: [UInt8]) -> [UInt8] {
    let pixels = samples.count / channels
    return [UInt8](unsafeUninitializedCapacity: pixels * 3) { out, count in
      samples.withUnsafeBytes {
        cmsDoTransform(handle, $0.baseAddress, out.baseAddress, UInt32(pixels))
      }
      count = pixels * 3
    }
  }

  /// Whether no colour of a coarse grid moves by more than 2 of 255: sRGB under whatever name.
  var changesLittle: Bool {
    guard channels < 4 else { return false }
    let levels = stride(from: 0, through: 255, by: 51).map { UInt8($0) }
    let colours: [UInt8] =
      channels == 1
      ? levels : levels.flatMap { red in levels.flatMap { g in levels.flatMap { [red, g, $0] } } }
    let expected = channels == 1 ? colours.flatMap { [$0, $0, $0] } : colours
    return zip(converted(colours), expected).allSatisfy { abs(Int($0) - Int($1)) <= 2 }
  }
}
