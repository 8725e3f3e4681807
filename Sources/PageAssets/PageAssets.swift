/// The style sheet, the script and the gallery's markup of the page, as UTF-8.
///
/// The build embeds the files of `Assets` in the program, which stays one file.
public enum PageAssets {
  /// The style sheet.
  public static let style: [UInt8] =
    PackageResources.page_css + PackageResources.gallery_css + PackageResources.print_css

  /// The controls of the gallery, without data.
  public static let gallery: [UInt8] = PackageResources.gallery_html

  /// The script: all modules in one function, so that nothing becomes global.
  public static let script: [UInt8] = {
    do {
      return try ScriptBundle(modules, entry: "start.js").bytes
    } catch {
      // The modules are part of the program, and a test puts them together.
      preconditionFailure("The page's script cannot be put together: \(error)")
    }
  }()

  /// The modules of the script by file name.
  static let modules: [String: [UInt8]] = [
    "address-bar.js": PackageResources.address_bar_js,
    "address.js": PackageResources.address_js,
    "chooser.js": PackageResources.chooser_js,
    "class-choices.js": PackageResources.class_choices_js,
    "columns.js": PackageResources.columns_js,
    "confidence-ranges.js": PackageResources.confidence_ranges_js,
    "controls.js": PackageResources.controls_js,
    "decode.js": PackageResources.decode_js,
    "display-text.js": PackageResources.display_text_js,
    "elements.js": PackageResources.elements_js,
    "filter-panel.js": PackageResources.filter_panel_js,
    "filter.js": PackageResources.filter_js,
    "grid-layout.js": PackageResources.grid_layout_js,
    "grid.js": PackageResources.grid_js,
    "image-text.js": PackageResources.image_text_js,
    "keys.js": PackageResources.keys_js,
    "labels.js": PackageResources.labels_js,
    "marking.js": PackageResources.marking_js,
    "marks.js": PackageResources.marks_js,
    "number-text.js": PackageResources.number_text_js,
    "order.js": PackageResources.order_js,
    "page.js": PackageResources.page_js,
    "pictures.js": PackageResources.pictures_js,
    "printing.js": PackageResources.printing_js,
    "start.js": PackageResources.start_js,
    "text-order.js": PackageResources.text_order_js,
    "tile.js": PackageResources.tile_js,
    "viewer.js": PackageResources.viewer_js,
  ]
}
