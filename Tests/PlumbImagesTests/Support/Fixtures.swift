import Foundation

struct Trouble: Error, Equatable { let words: String }

/// The folder of fixtures of this target.
func fixturesFolder() throws -> String {
  guard let resources = Bundle.module.resourcePath else { throw Trouble(words: "no resources") }
  return resources + "/Fixtures"
}

/// The bytes of one image fixture.
func fixture(_ name: String) throws -> [UInt8] {
  let path = try fixturesFolder() + "/images/" + name
  return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}
