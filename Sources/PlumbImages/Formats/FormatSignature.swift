import PlumbImageFacts

/// What a file is, by its first bytes: only JPEG, PNG and WebP ever reach a decoder.
enum FormatSignature: Equatable {
  case known(ImageFormat)
  /// An image format that is not decoded, with its name.
  case unsupported(String)
  case notAnImage

  init(_ bytes: UnsafeRawBufferPointer) {
    if bytes.has([0xFF, 0xD8, 0xFF]) || (bytes.count < 3 && bytes.has([0xFF, 0xD8])) {
      self = .known(.jpeg)
    } else if bytes.has([0x89, 0x50, 0x4E, 0x47]) {
      self = .known(.png)
    } else if bytes.has("RIFF"), bytes.has("WEBP", at: 8) {
      self = .known(.webp)
    } else if let name = Self.binaryName(bytes) ?? Self.textName(bytes) {
      self = .unsupported(name)
    } else {
      self = .notAnImage
    }
  }

  /// The format, if it can be decoded.
  func format() throws(ImageFailure) -> ImageFormat {
    switch self {
    case .known(let format): return format
    case .unsupported(let name):
      throw ImageFailure(
        .unsupportedFormat, "the file is \(name); only JPEG, PNG and WebP are decoded")
    case .notAnImage:
      throw ImageFailure(.notAnImage, "the first bytes are not those of a JPEG, PNG or WebP")
    }
  }

  /// Formats with a fixed run of first bytes.
  ///
  /// Those with two letters are checked further below.
  private static let magics: [([UInt8], String)] = [
    (Array("GIF87a".utf8), "GIF"), (Array("GIF89a".utf8), "GIF"),
    (Array("II*\0".utf8), "TIFF"), (Array("MM\0*".utf8), "TIFF"),
    (Array("II+\0".utf8), "BigTIFF"), (Array("MM\0+".utf8), "BigTIFF"),
    (Array("%PDF-".utf8), "PDF"), (Array("%!PS".utf8), "PostScript"),
    ([0xC5, 0xD0, 0xD3, 0xC6], "PostScript"), ([0x1F, 0x8B], "gzip-compressed data"),
    ([0xB6, 0xA6, 0xF2, 0x08], "VIPS"), ([0x08, 0xF2, 0xA6, 0xB6], "VIPS"),
    (Array("#?RADIANCE".utf8), "Radiance HDR"), (Array("#?RGBE".utf8), "Radiance HDR"),
    ([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20], "JPEG 2000"),
    ([0xFF, 0x4F, 0xFF, 0x51], "JPEG 2000"),
    ([0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20], "JPEG XL"), ([0xFF, 0x0A], "JPEG XL"),
    ([0, 0, 1, 0], "ICO"), ([0, 0, 2, 0], "CUR"), (Array("8BPS".utf8), "PSD"),
    ([0x76, 0x2F, 0x31, 0x01], "OpenEXR"), (Array("SIMPLE  =".utf8), "FITS"),
    (Array("MATLAB 5.0".utf8), "MATLAB"), (Array("gimp xcf".utf8), "XCF"),
    (Array("icns".utf8), "ICNS"), (Array("DDS ".utf8), "DDS"), (Array("qoif".utf8), "QOI"),
    (Array("FLIF".utf8), "FLIF"), ([0x42, 0x50, 0x47, 0xFB], "BPG"),
    (Array("AT&TFORM".utf8), "DjVu"), ([0xD7, 0xCD, 0xC6, 0x9A], "WMF"),
    (Array("farbfeld".utf8), "farbfeld"), (Array("FUJIFILMCCD-RAW".utf8), "camera raw"),
    ([0x8A, 0x4D, 0x4E, 0x47], "MNG"), ([0x8B, 0x4A, 0x4E, 0x47], "JNG"),
    ([0x59, 0xA6, 0x6A, 0x95], "Sun raster"), (Array("/* XPM */".utf8), "XPM"),
    (Array("id=ImageMagick".utf8), "MIFF"),
  ]

  private static func binaryName(_ bytes: UnsafeRawBufferPointer) -> String? {
    if let magic = magics.first(where: { bytes.has($0.0) }) { return magic.1 }
    if bytes.has("ftyp", at: 4) { return brandName(bytes) }
    // "BM" alone could start a text: the header's size of a BMP is a small number.
    if bytes.has("BM"), bytes.count > 18, bytes[14] >= 12, bytes[14] <= 124, bytes[15] == 0 {
      return "BMP"
    }
    if bytes.has([0x0A]), bytes.count > 3, bytes[1] <= 5, bytes[2] == 1, bytes[3] <= 8 {
      return "PCX"
    }
    if bytes.has("DICM", at: 128) { return "DICOM" }
    if bytes.has("n+1\0", at: 344) || bytes.has("ni1\0", at: 344) { return "NIfTI" }
    return netpbmName(bytes)
  }

  /// HEIF and related formats share their container with videos.
  private static func brandName(_ bytes: UnsafeRawBufferPointer) -> String? {
    for (brand, name) in [
      ("avif", "AVIF"), ("avis", "AVIF"), ("heic", "HEIC"), ("heix", "HEIC"), ("hevc", "HEIC"),
      ("heim", "HEIC"), ("heis", "HEIC"), ("mif1", "HEIF"), ("msf1", "HEIF"),
      ("crx ", "camera raw"),
      ("jxl ", "JPEG XL"), ("jp2 ", "JPEG 2000"),
    ] where bytes.has(Array(brand.utf8), at: 8) {
      return name
    }
    return nil
  }

  private static func netpbmName(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "P"), [9, 10, 13, 32, 35].contains(bytes[2])
    else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "1")...UInt8(ascii: "7"): return "PNM"
    case UInt8(ascii: "F"), UInt8(ascii: "f"): return "PFM"
    default: return nil
    }
  }

  /// The elements of drawing languages; a page or an error body has others.
  private static let elements = [("svg", "SVG"), ("image", "ImageMagick MSL")]

  /// Drawing languages: searched for in the first bytes, after a byte order mark and white space.
  private static func textName(_ bytes: UnsafeRawBufferPointer) -> String? {
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    let text = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if text.hasPrefix("push graphic-context") || text.hasPrefix("viewbox ") {
      return "ImageMagick MVG"
    }
    if text.hasPrefix("#define ")
      && text.split(separator: " ").dropFirst().first?.hasSuffix("_width") == true
    {
      return "XBM"
    }
    guard text.hasPrefix("<") else { return nil }
    let root = rootElement(text)
    return elements.first { root == $0.0 || root.hasSuffix(":" + $0.0) }?.1
  }

  /// The name of the first element that is not a declaration, comment or doctype.
  private static func rootElement(_ text: Substring) -> Substring {
    var rest = text
    while rest.hasPrefix("<?") || rest.hasPrefix("<!") {
      let end: Substring = rest.hasPrefix("<!--") ? "-->" : ">"
      guard let close = rest.firstRange(of: end) else { return "" }
      rest = rest[close.upperBound...].drop { $0.isWhitespace }
    }
    return rest.dropFirst().prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
  }
}

/// Whether a file's name claims another format than its content has.
func extensionMismatch(path: String, format: ImageFormat) -> Bool {
  let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
  guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
  switch String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased() {
  case "jpg", "jpeg", "jpe", "jfif": return format != .jpeg
  case "png", "apng": return format != .png
  case "webp": return format != .webp
  case "gif", "bmp", "tif", "tiff", "heic", "avif", "jp2": return true
  default: return false
  }
}
