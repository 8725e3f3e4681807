/// The style sheet, the script and the gallery's markup of the page, as UTF-8.
///
/// The files are in `Assets`; the build puts their bytes into the program, which stays one file.
public enum PageAssets {
  /// The style sheet.
  public static let style: [UInt8] =
    PackageResources.page_css + PackageResources.gallery_css + PackageResources.print_css

  /// The controls of the gallery, without data.
  public static let gallery: [UInt8] = PackageResources.gallery_html

  /// The script: its parts, in the order in which they need each other, in one function of their
  /// own, so that nothing becomes global.
  public static let script: [UInt8] =
    Array("(() => {\n\"use strict\";\n".utf8) + parts.flatMap(\.self) + Array("})();\n".utf8)

  private static let parts = [
    PackageResources.data_js, PackageResources.state_js, PackageResources.filter_js,
    PackageResources.order_js, PackageResources.marks_js, PackageResources.pictures_js,
    PackageResources.tile_js, PackageResources.grid_js, PackageResources.chooser_js,
    PackageResources.viewer_js, PackageResources.controls_js, PackageResources.start_js,
  ]
}
