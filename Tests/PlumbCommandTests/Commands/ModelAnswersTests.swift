import TestSupport
import Testing

/// A model's answers beside people's labels, as an evaluation of Rekognition has them.
struct ModelAnswersTests {
  private func evaluation() -> [String] {
    (0..<10).map { number in
      let label = line("s3://bucket/\(number)", number < 5 ? "cat" : "dog", attribute: "training")
      let answer = line(
        "s3://bucket/\(number)", number < 6 ? "cat" : "dog", attribute: "evaluation", human: false)
      return label.dropLast() + "," + answer.drop { $0 != "," }.dropFirst()
    }
  }

  @Test func theyAreComparedWithPeoplesLabels() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.write(evaluation(), to: "output.manifest")
    #expect(
      try workplace.run("summary", "output.manifest", "--json").json()["attribute"] as? String
        == "training")
    let result = try workplace.run("compare", "output.manifest", "--json")
    let json = try result.json()
    #expect(json["attribute"] as? String == "evaluation")
    #expect(json["reference"] as? String == "training")
    #expect((json["differing"] as? [Any])?.count == 1)
  }

  @Test func withoutThemTheReferenceMustBeNamed() throws {
    let workplace = try Workplace()
    defer { workplace.remove() }
    try workplace.makeJob()
    try workplace.run("compare", "output.manifest")
      .expectRefusal("no answers of a model", "--with truth.csv")
  }
}
