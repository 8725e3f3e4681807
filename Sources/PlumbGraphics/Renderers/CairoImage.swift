import CPango
import PlumbSystem

/// Pixels that a JPEG file was decoded into.
package struct DecodedPixels: Sendable, Hashable {
  /// The number of columns.
  package let width: Int
  /// The number of rows.
  package let height: Int
  /// Red, green, blue and alpha, a byte each, colours premultiplied by alpha, row by row from the
  /// top; `width * height * 4` bytes.
  package let rgba: [UInt8]

  /// Makes pixels; nil unless the sides are positive and the number of bytes fits them.
  package init?(width: Int, height: Int, rgba: [UInt8]) {
    guard width > 0, height > 0, width <= 32_767, height <= 32_767,
      rgba.count == width * height * 4
    else { return nil }
    self.width = width
    self.height = height
    self.rgba = rgba
  }
}

/// Decodes the bytes of a JPEG file; nil if that fails.
///
/// Passed in, so that drawing does not depend on a JPEG library.
package typealias JPEGDecoder = ([UInt8]) -> DecodedPixels?

/// A Cairo surface that holds a picture.
final class CairoImage {
  let pointer: OpaquePointer
  let width: Int
  let height: Int

  private init?(_ pointer: OpaquePointer?, width: Int, height: Int) {
    guard let pointer else { return nil }
    self.pointer = pointer
    self.width = width
    self.height = height
    if cairo_surface_status(pointer) != CAIRO_STATUS_SUCCESS { return nil }
  }

  deinit { cairo_surface_destroy(pointer) }

  /// A surface without pixels of its own that carries the file for Cairo's PDF writer.
  ///
  /// The surface must have the size of the picture, or else the PDF shows only part of it. If it is
  /// released before its page is written, Cairo copies its pixels.
  convenience init?(jpeg: [UInt8], width: Int, height: Int) {
    guard (1...32_767).contains(width), (1...32_767).contains(height), !jpeg.isEmpty else {
      return nil
    }
    self.init(BlankPixels.surface(width: width, height: height), width: width, height: height)
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: jpeg.count)
    copy.initialize(from: jpeg, count: jpeg.count)
    let status = cairo_surface_set_mime_data(
      pointer, CAIRO_MIME_TYPE_JPEG, copy, UInt(jpeg.count), { $0?.deallocate() }, copy)
    if status != CAIRO_STATUS_SUCCESS {
      copy.deallocate()
      return nil
    }
  }

  /// A surface with these pixels.
  convenience init?(pixels: DecodedPixels) {
    self.init(
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(pixels.width), Int32(pixels.height)),
      width: pixels.width, height: pixels.height)
    guard let target = cairo_image_surface_get_data(pointer) else { return nil }
    let stride = Int(cairo_image_surface_get_stride(pointer))
    for row in 0..<pixels.height {
      let line = UnsafeMutableRawPointer(target + row * stride)
      for column in 0..<pixels.width {
        let source = (row * pixels.width + column) * 4
        // Cairo's pixel is one 32-bit number of the machine's byte order.
        let value =
          UInt32(pixels.rgba[source + 3]) << 24 | UInt32(pixels.rgba[source]) << 16
          | UInt32(pixels.rgba[source + 1]) << 8 | UInt32(pixels.rgba[source + 2])
        line.storeBytes(of: value, toByteOffset: column * 4, as: UInt32.self)
      }
    }
    cairo_surface_mark_dirty(pointer)
  }
}

/// Unused pixels: one piece of memory shared by all surfaces that only carry a file.
private enum BlankPixels {
  /// Enough for 2,048 by 2,048; takes only address space, because it is never written to.
  private static let byteCount = 1 << 24
  private static let shared = Mapping(
    mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))

  /// Never written to, so threads may share it.
  private struct Mapping: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer?

    init(_ mapped: UnsafeMutableRawPointer?) { pointer = mapped == MAP_FAILED ? nil : mapped }
  }

  static func surface(width: Int, height: Int) -> OpaquePointer? {
    let stride = Int(cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, Int32(width)))
    guard let pixels = shared.pointer, stride > 0, stride * height <= byteCount else {
      return cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    }
    return cairo_image_surface_create_for_data(
      pixels.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_RGB24, Int32(width), Int32(height),
      Int32(stride))
  }
}
