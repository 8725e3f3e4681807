import Testing

@testable import PageAssets

struct ScriptBundleTests {
  private func bundle(
    _ sources: [String: String], entry: String = "start.js"
  ) throws(ScriptBundle.Failure) -> ScriptBundle {
    try ScriptBundle(sources.mapValues { Array($0.utf8) }, entry: entry)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Small modules

  @Test func importsComeFirstAndOnlyOnce() throws {
    let result = try bundle([
      "start.js": """
      // Starts.
      import { left } from "./left.js";
      import {
        right, more,
      } from "./right.js";

      run(left, right, more);

      """,
      "left.js": "import { base } from \"./base.js\";\nexport const left = base;\n",
      "right.js": """
      import { base } from "./base.js";
      export function right() {
        return base;
      }
      export let more = 1;

      """,
      "base.js": "export const base = \"import { x } from\";\n",
      "unused.js": "export const unused = 1;\n",
    ])
    #expect(result.names == ["base.js", "left.js", "right.js", "start.js"])
    #expect(
      text(result.bytes) == """
        (() => {
        "use strict";
        const base = "import { x } from";
        const left = base;
        function right() {
          return base;
        }
        let more = 1;
        // Starts.

        run(left, right, more);
        })();

        """)
  }

  @Test func missingModulesCyclesAndOtherImportsAreRefused() {
    #expect(throws: ScriptBundle.Failure.missingModule("gone.js")) {
      try bundle(["start.js": "import { a } from \"./gone.js\";\n"])
    }
    #expect(throws: ScriptBundle.Failure.importCycle("start.js")) {
      try bundle([
        "start.js": "import { a } from \"./a.js\";\n",
        "a.js": "import { b } from \"./start.js\";\n",
      ])
    }
    #expect(throws: ScriptBundle.Failure.unknownImport("import x from \"fs\";")) {
      try bundle(["start.js": "import x from \"fs\";\n"])
    }
  }

  // MARK: The modules of the page

  @Test func everyModuleIsInTheScriptAfterItsImports() throws {
    let result = try ScriptBundle(PageAssets.modules, entry: "start.js")
    #expect(result.names.sorted() == PageAssets.modules.keys.sorted())
    for (place, name) in result.names.enumerated() {
      let source = text(try #require(PageAssets.modules[name]))
      for imported in source.matches(of: /from "\.\/([a-z-]+\.js)";/).map({ String($0.1) }) {
        let found = try #require(result.names.firstIndex(of: imported))
        #expect(found < place, "\(name) imports \(imported)")
      }
    }
  }

  @Test func theScriptHasNoModuleSyntax() {
    for line in text(PageAssets.script).split(separator: "\n") {
      #expect(!line.hasPrefix("import ") && !line.hasPrefix("export "), "\(line)")
    }
  }

  @Test func theScriptIsTheSameEachTime() throws {
    let scripts = try (0..<3).map { _ in
      try ScriptBundle(PageAssets.modules, entry: "start.js").bytes
    }
    #expect(scripts.allSatisfy { $0 == PageAssets.script })
  }
}
