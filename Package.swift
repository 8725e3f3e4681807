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

/// A program as somebody else would write it: it sees only what is public.
func example(_ name: String, in folder: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["Plumb"], path: "Examples/" + folder, packageAccess: false,
    swiftSettings: strict)
}

/// A program for the developers of this one.
func tool(_ name: String, in folder: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: ["PlumbSystem", "PlumbText", "PlumbLabels"] + dependencies,
    path: "Tools/" + folder, swiftSettings: strict)
}

func tests(
  _ name: String, also others: [Target.Dependency] = [], hasFixtures: Bool = true
) -> Target {
  let basement: [Target.Dependency] = ["PlumbText", "PlumbSystem", "PlumbImageFacts"].filter {
    $0 != name
  }
  .map { .target(name: $0) }
  return .testTarget(
    name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + basement + others,
    resources: hasFixtures ? [.copy("Fixtures")] : [], swiftSettings: strict)
}

let package = Package(
  name: "plumb",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "plumb", targets: ["PlumbCommand"]),
    // What others import; the other targets are parts of it.
    .library(name: "Plumb", targets: ["Plumb"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The basement, first room: texts for people, numbers, escaping, CSV and JSON.
    library("PlumbText", []),
    // The basement, second room: files, inputs, outputs, processes, threads, hashes.
    library("PlumbSystem", ["PlumbText", "CCrypto", "CZlib"]),
    // What the job says: bytes in, one immutable columnar Dataset out.
    library("PlumbLabels", ["PlumbSystem", "PlumbText", "CSimdjson"]),
    // Plain values about an image, which images are decoded into and checks are made of.
    library("PlumbImageFacts", ["PlumbSystem"]),
    // From a file's bytes to pixels, thumbnails and facts.
    library(
      "PlumbImages",
      [
        "PlumbSystem", "PlumbText", "PlumbImageFacts", "PlumbLabels", "CTurboJPEG", "CSpng",
        "CWebP", "CLittleCMS", "CZlib",
      ]),
    // S3: signatures, keys, endpoints, requests, and what is downloaded from it.
    library(
      "PlumbS3",
      [
        "PlumbSystem", "PlumbText", "PlumbImageFacts", "PlumbLabels", "PlumbImages", "CZlib",
        "CCrypto", "CCurl",
      ]),
    // What we conclude: mergeable summaries.
    library("PlumbAnalysis", ["PlumbSystem", "PlumbText", "PlumbImageFacts", "PlumbLabels"]),
    // What is concluded, as texts, tables, databases and folders of images: nothing is drawn.
    library(
      "PlumbReports",
      [
        "PlumbSystem", "PlumbText", "PlumbImageFacts", "PlumbLabels", "PlumbS3", "PlumbImages",
        "PlumbAnalysis", "CSQLite",
      ]),
    // A chart is a value, a drawing is a value, a renderer turns a drawing into bytes.
    library("PlumbGraphics", ["PlumbSystem", "PlumbText", "CPango", "CDeflate"]),
    // What is concluded, as pictures: figures, sheets, the PDF, the page.
    library(
      "PlumbPages",
      [
        "PlumbSystem", "PlumbText", "PlumbImageFacts", "PlumbLabels", "PlumbImages",
        "PlumbAnalysis", "PlumbGraphics", "PlumbReports", "PageAssets",
      ]),
    // The style sheet and scripts of the page, as bytes in the program; a target of its own, since
    // compiling them takes seconds and they seldom change.
    .target(
      name: "PageAssets",
      exclude: ["package.json"], resources: [.embedInCode("Assets")],
      swiftSettings: strict),
    // The facade: a job, opened from wherever it is, and all that is concluded from it.
    library(
      "Plumb",
      [
        "PlumbSystem", "PlumbText", "PlumbImageFacts", "PlumbLabels", "PlumbS3", "PlumbImages",
        "PlumbAnalysis", "PlumbGraphics", "PlumbReports", "PlumbPages",
      ]),
    // The program: parse, call, print, exit code.
    .executableTarget(
      name: "PlumbCommand",
      dependencies: [
        "PlumbSystem", "PlumbText", "PlumbImageFacts", "PlumbLabels", "PlumbS3", "PlumbImages",
        "PlumbAnalysis", "PlumbGraphics", "PlumbReports", "PlumbPages", "Plumb", "CAllocator",
        "CYAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // For scripts and tests, not for users: what is signed and with which keys; votes consolidated,
    // to be compared with other programs; labels as they are read, to be compared with the rules.
    tool("signing-client", in: "SigningClient", ["PlumbS3"]),
    tool("consolidation-client", in: "ConsolidationClient", ["PlumbAnalysis"]),
    tool("labelling-client", in: "LabellingClient", ["PlumbAnalysis", "PlumbReports"]),

    // The README's examples, which `make test` runs.
    example("class-counts", in: "ClassCounts"),
    example("quality-gate", in: "QualityGate"),

    // C libraries, each a leaf. libcurl is loaded when it is needed, so nothing links to it.
    .target(name: "CCurl"),
    .target(
      name: "CSimdjson", dependencies: ["CSimdjsonLibrary"]),
    system("CSimdjsonLibrary", "simdjson", apt: "libsimdjson-dev", brew: "simdjson"),
    .systemLibrary(name: "CAllocator"),
    system("CPango", "pangocairo", apt: "libpango1.0-dev", brew: "pango"),
    system("CTurboJPEG", "libturbojpeg", apt: "libturbojpeg0-dev", brew: "jpeg-turbo"),
    system("CSpng", "spng", apt: "libspng-dev", brew: "libspng"),
    system("CWebP", "libwebp", apt: "libwebp-dev", brew: "webp"),
    system("CLittleCMS", "lcms2", apt: "liblcms2-dev", brew: "little-cms2"),
    system("CDeflate", "libdeflate", apt: "libdeflate-dev", brew: "libdeflate"),
    system("CZlib", "zlib", apt: "zlib1g-dev", brew: "zlib"),
    system("CSQLite", "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    system("CYAML", "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    system("CCrypto", "libcrypto", apt: "libssl-dev", brew: "openssl@3"),

    .target(
      name: "TestSupport", dependencies: ["PlumbLabels", "PlumbText"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("PlumbText", hasFixtures: false),
    tests("PlumbSystem", hasFixtures: false),
    // Beside them are the tests of the modules themselves, which run in Node.js.
    .testTarget(
      name: "PageAssetsTests", dependencies: ["PageAssets"], exclude: ["Scripts"],
      swiftSettings: strict),
    tests("PlumbLabels"),
    tests("PlumbS3"),
    tests("PlumbImages"),
    tests("PlumbAnalysis"),
    tests("PlumbGraphics"),
    tests("PlumbReports", also: ["PlumbPages", "PlumbGraphics", "PageAssets"]),
    tests("Plumb", hasFixtures: false),
    tests("PlumbCommand"),
  ],
  cxxLanguageStandard: .cxx17
)
