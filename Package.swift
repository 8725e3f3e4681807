// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A C library from the system, found by pkg-config.
func system(_ name: String, _ pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

/// One library target with its mirrored test target.
func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies,
    resources: [.copy("Fixtures")], swiftSettings: strict)
}

let package = Package(
  name: "plumb",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "plumb", targets: ["PlumbCommand"]),
    .library(
      name: "PlumbLibraries",
      targets: [
        "PlumbLabels", "PlumbSigning", "PlumbStores", "PlumbImages", "PlumbAnalysis",
        "PlumbGraphics", "PlumbReports",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // What the job says: bytes in, one immutable columnar Dataset out.
    library("PlumbLabels", ["CSimdjson"]),
    // Signatures of requests to S3: pure.
    library("PlumbSigning", ["CCrypto"]),
    // Where bytes come from and go to: files, gzip, outputs by rename.
    library(
      "PlumbStores", ["PlumbLabels", "PlumbSigning", "CZlib", "CCrypto", "CCurl", "CSQLite"]),
    // From a file's bytes to pixels, thumbnails and facts.
    library(
      "PlumbImages",
      ["PlumbLabels", "PlumbStores", "CTurboJPEG", "CSpng", "CLittleCMS", "CZlib"]),
    // What we conclude: mergeable summaries.
    library("PlumbAnalysis", ["PlumbLabels"]),
    // A chart is a value, a drawing is a value, a renderer turns a drawing into bytes.
    library("PlumbGraphics", ["CPango", "CDeflate"]),
    // Joins the four: figures, sheets, PDF, tables, the page.
    library(
      "PlumbReports",
      [
        "PlumbLabels", "PlumbStores", "PlumbImages", "PlumbAnalysis", "PlumbGraphics",
        "PageAssets",
      ]),
    // The style sheet and scripts of the page, as bytes in the program; a target of its own, since
    // compiling them takes seconds and they seldom change.
    .target(
      name: "PageAssets",
      resources: [
        .embedInCode("Assets/page.css"), .embedInCode("Assets/gallery.css"),
        .embedInCode("Assets/print.css"), .embedInCode("Assets/gallery.html"),
        .embedInCode("Assets/data.js"), .embedInCode("Assets/state.js"),
        .embedInCode("Assets/filter.js"), .embedInCode("Assets/order.js"),
        .embedInCode("Assets/marks.js"), .embedInCode("Assets/pictures.js"),
        .embedInCode("Assets/tile.js"), .embedInCode("Assets/chooser.js"),
        .embedInCode("Assets/grid.js"), .embedInCode("Assets/viewer.js"),
        .embedInCode("Assets/controls.js"), .embedInCode("Assets/start.js"),
      ],
      swiftSettings: strict),
    // The program: parse, call, print, exit code.
    .executableTarget(
      name: "PlumbCommand",
      dependencies: [
        "PlumbLabels", "PlumbStores", "PlumbImages", "PlumbAnalysis", "PlumbGraphics",
        "PlumbReports", "CAllocator", "CYAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // For scripts and tests, not for users: what is signed, and with which credentials.
    .executableTarget(
      name: "signing-client", dependencies: ["PlumbLabels", "PlumbSigning", "PlumbStores"],
      path: "Sources/SigningClient", swiftSettings: strict),
    // For developers: consolidates votes, to be compared with other programs.
    .executableTarget(
      name: "consolidation-client", dependencies: ["PlumbLabels", "PlumbStores", "PlumbAnalysis"],
      path: "Sources/ConsolidationClient", swiftSettings: strict),

    // C libraries, each a leaf. libcurl is loaded when it is needed, so nothing links to it.
    .target(name: "CCurl"),
    .target(
      name: "CSimdjson", dependencies: ["CSimdjsonLibrary"]),
    system("CSimdjsonLibrary", "simdjson", apt: "libsimdjson-dev", brew: "simdjson"),
    .systemLibrary(name: "CAllocator"),
    system("CPango", "pangocairo", apt: "libpango1.0-dev", brew: "pango"),
    system("CTurboJPEG", "libturbojpeg", apt: "libturbojpeg0-dev", brew: "jpeg-turbo"),
    system("CSpng", "spng", apt: "libspng-dev", brew: "libspng"),
    system("CLittleCMS", "lcms2", apt: "liblcms2-dev", brew: "little-cms2"),
    system("CDeflate", "libdeflate", apt: "libdeflate-dev", brew: "libdeflate"),
    system("CZlib", "zlib", apt: "zlib1g-dev", brew: "zlib"),
    system("CSQLite", "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    system("CYAML", "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    system("CCrypto", "libcrypto", apt: "libssl-dev", brew: "openssl@3"),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("PlumbLabels"),
    tests("PlumbSigning"),
    tests("PlumbStores"),
    tests("PlumbImages"),
    tests("PlumbAnalysis"),
    tests("PlumbGraphics"),
    tests("PlumbReports"),
    tests("PlumbCommand"),
  ],
  cxxLanguageStandard: .cxx17
)
