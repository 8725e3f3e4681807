import TestSupport
import Testing

@testable import PlumbLabels

struct AllLabelTypesTests {
  static let unreadable = allLabelTypes.filter { $0.kind == nil }.map(\.name)

  private func manifest(_ type: String) throws -> Manifest {
    try readManifest([
      line().replacing("groundtruth/image-classification", with: type), line("s3://bucket/2.jpg"),
    ])
  }

  @Test func namesAreThereOnce() {
    #expect(Set(allLabelTypes.map(\.name)).count == allLabelTypes.count)
    #expect(Set(allLabelTypes.compactMap(\.kind)) == Set(LabelKind.allCases))
    for type in allLabelTypes { #expect(!type.holds.isEmpty) }
  }

  @Test(arguments: unreadable) func aManifestOfAnotherTypeSaysWhatItHolds(_ name: String) throws {
    let type = try #require(allLabelTypes.first { $0.name == name })
    let underscored = name.replacing("point-cloud-", with: "point_cloud_")
    for text in ["groundtruth/\(name)", "groundTruth/\(name)", "groundtruth/\(underscored)"] {
      let lines = [
        line().replacing("groundtruth/image-classification", with: text),
        line("s3://bucket/2.jpg").replacing("groundtruth/image-classification", with: text),
      ]
      let manifest = try readManifest(lines)
      let error = try #require(throws: ManifestError.self) { try manifest.dataset(attribute: nil) }
      #expect(error.code == .otherTaskType)
      #expect(error.message.contains("this manifest contains \(type.holds) "))
      #expect(error.message.contains("groundtruth/\(name)"))
      #expect(error.message.contains("'job'"))
      #expect(error.problems.map(\.line) == [1, 2])
    }
  }

  @Test(arguments: unreadable) func amongClassesALineOfAnotherTypeIsRefused(_ name: String) throws {
    let data = try manifest("groundtruth/\(name)").dataset(attribute: nil)
    #expect(data.lines == [2])
    #expect(data.problems.map(\.line) == [1])
    #expect(data.codes == [.otherTaskType])
    #expect(data.attribute.otherTypes == [name])
  }

  @Test func aTypeThatIsNotKnownIsNamedToo() throws {
    let lines = [line().replacing("groundtruth/image-classification", with: "groundtruth/smell")]
    let manifest = try readManifest(lines)
    let error = try #require(throws: ManifestError.self) { try manifest.dataset(attribute: nil) }
    #expect(error.code == .otherTaskType)
    #expect(error.message.contains("groundtruth/smell"))
  }

  @Test func hyphensInATypeDoNotMatter() {
    #expect(labelType(of: "groundtruth/image-classification-multi-label")?.kind == .multiple)
    #expect(labelType(of: "groundtruth/Image_Classification_MultiLabel")?.kind == .multiple)
  }

  @Test(arguments: ["image-classification", "person", "groundtruth", "x/groundtruth/custom", ""])
  func whatDoesNotStartWithThePrefixIsNoType(_ text: String) {
    #expect(labelType(of: text) == nil)
  }
}
