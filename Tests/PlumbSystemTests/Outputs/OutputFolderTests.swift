import Foundation
import TestSupport
import Testing

@testable import PlumbSystem

struct OutputFolderTests {
  private let outer: TemporaryFolder
  private var path: String { outer.path + "/out" }

  init() throws {
    outer = try TemporaryFolder()
    try outer.write("source", [1, 2, 3])
  }

  private func write(_ names: [String], copies: Bool = false) throws {
    let folder = try OutputFolder(path: path)
    try folder.begin(names)
    for name in names { try folder.place(outer.path + "/source", as: name, copies: copies) }
  }

  private func names() throws -> [String] {
    try outer.files().keys.filter { $0.hasPrefix("out/") && !$0.hasPrefix("out/.") }.sorted()
  }

  @Test func theSecondTimeReplacesTheFirst() throws {
    for copies in [false, true] {
      try write(["a/x", "a/y", "b/c/z"], copies: copies)
      #expect(try names() == ["out/a/x", "out/a/y", "out/b/c/z"])
      try write(["a/y", "w"], copies: copies)
      #expect(try names() == ["out/a/y", "out/w"])
      #expect(outer.names("out") == [".plumb-export", "a", "w"])
    }
    #expect(try outer.bytes("source") == [1, 2, 3])
  }

  @Test func foldersWhoseNamesOnlyLookAlikeAreTwo() throws {
    try write(["caf\u{E9}/x", "cafe\u{301}/y"])
    try write(["w"])
    #expect(outer.names("out") == [".plumb-export", "w"])
  }

  @Test func foreignFilesAreRefusedWhereverTheyAre() throws {
    try write(["a/x"])
    let before = try outer.files()
    for name in ["mine", "a/mine", "a/b/mine", "other/mine"] {
      try outer.write("out/" + name, [9])
      #expect(throws: OutputError.self, "\(name)") { try OutputFolder(path: path) }
      try FileManager.default.removeItem(atPath: path + "/" + name)
    }
    try outer.write("out/.hidden", [9])
    try write(["a/x"])
    #expect(try outer.files().filter { $0.key != "out/.hidden" } == before)
  }

  /// Whatever a list says, nothing outside of the folder is touched.
  @Test(arguments: ["../source", "/etc/hostname", "a/../../source", "./../source", ".", "a//x", ""])
  func aListThatLeadsElsewhereIsNotFollowed(_ line: String) throws {
    try outer.write("out/.plumb-export", Array("plumb export 1\n\(line)\n".utf8))
    try write(["a/x"])
    #expect(try outer.bytes("source") == [1, 2, 3])
    #expect(try names() == ["out/a/x"])
  }

  @Test func aFolderThatBecameALinkIsNotCleaned() throws {
    try write(["a/x"])
    try outer.write("other/x", [7])
    try FileManager.default.removeItem(atPath: path + "/a")
    try outer.link("out/a", to: outer.path + "/other")
    // The link is no file of ours.
    #expect(throws: OutputError.self) { try write(["a/x"]) }
    #expect(try outer.bytes("other/x") == [7])
  }

  @Test func whatIsNoFolderIsRefused() throws {
    #expect(throws: OutputError.self) { try OutputFolder(path: "") }
    #expect(throws: OutputError.self) { try OutputFolder(path: outer.path + "/source") }
  }

  @Test func aSourceThatCannotBeReadIsNamed() throws {
    let folder = try OutputFolder(path: path)
    try folder.begin(["x"])
    do {
      try folder.place(outer.path + "/nothing", as: "x", copies: true)
      Issue.record("it was placed")
    } catch { #expect("\(error)".contains("nothing cannot be read")) }
  }
}
