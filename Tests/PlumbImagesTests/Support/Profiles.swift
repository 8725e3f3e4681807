import CLittleCMS

@testable import PlumbImages

/// The bytes of an sRGB profile, or of one that takes red for green.
func sRGBProfile(swappingRedAndGreen: Bool = false) throws -> [UInt8] {
  var white = cmsCIExyY(x: 0.3127, y: 0.3290, Y: 1)
  let red = cmsCIExyY(x: 0.64, y: 0.33, Y: 1)
  let green = cmsCIExyY(x: 0.30, y: 0.60, Y: 1)
  let blue = cmsCIExyY(x: 0.15, y: 0.06, Y: 1)
  var primaries = cmsCIExyYTRIPLE(
    Red: swappingRedAndGreen ? green : red, Green: swappingRedAndGreen ? red : green, Blue: blue)
  let parameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
  let curve = cmsBuildParametricToneCurve(nil, 4, parameters)
  defer { cmsFreeToneCurve(curve) }
  var curves = [curve, curve, curve]
  guard let profile = cmsCreateRGBProfile(&white, &primaries, &curves) else {
    throw Trouble(words: "no profile")
  }
  defer { cmsCloseProfile(profile) }
  var size: cmsUInt32Number = 0
  cmsSaveProfileToMem(profile, nil, &size)
  var bytes = [UInt8](repeating: 0, count: Int(size))
  cmsSaveProfileToMem(profile, &bytes, &size)
  return bytes
}
