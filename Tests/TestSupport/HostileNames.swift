/// Names of classes that are hard to show: long, in several scripts, with controls and markup.
public enum HostileNames {
  /// The names.
  public static let all = [
    "cat", "日本語のとても長いクラス名前テスト", "قطة كبيرة جدا", "😀 smile 👩‍🔬 😀",
    "a class name that is exactly sixty characters long, or so...",
    "evil\u{202E}reversed\u{1B}[31m\r\nnewline\u{0}", String(repeating: "long ", count: 2_000),
    "<script>alert(1)</script>&\"'", "", "   ", "e" + String(repeating: "\u{301}", count: 60),
    String(repeating: "W", count: 10_000), "\u{200B}\u{FEFF}", "עברית", "हिन्दी",
  ]
}
