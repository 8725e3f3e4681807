import TestSupport
import Testing

@testable import PlumbLabels

struct AnswerFileTests {
  private func made(_ path: String, _ source: AnswerSource = .workerResponse) -> AnswerFile? {
    AnswerFile(path: "answers/\(path)", below: "answers", source: source)
  }

  @Test func pathsOfWorkerResponsesSayIterationAndObject() throws {
    let file = try #require(made("iteration-12/3045/2019-04-18_16:13:05.json"))
    #expect(file.iteration == 12)
    #expect(file.object == 3045)
    #expect(file.path == "answers/iteration-12/3045/2019-04-18_16:13:05.json")
    #expect(AnswerFile(path: "iteration-0/0/a.json", below: "", source: .workerResponse) != nil)
  }

  @Test func pathsOfConsolidationRequestsSayTheIteration() throws {
    let file = try #require(made("iteration-2/2019-04-18_16:13:05.json", .consolidationRequest))
    #expect(file.iteration == 2)
    #expect(file.object == nil)
  }

  @Test(arguments: [
    "iteration-1/7/.json", "iteration-1/7/a.txt", "iteration-1/7/a/b.json", "iteration-1/a.json",
    "iteration-/7/a.json", "iteration-01/7/a.json", "iteration-1/07/a.json",
    "iteration-1/-7/a.json",
    "iteration-1/+7/a.json", "iteration-1/7a/a.json", "iteration-1//a.json", "Iteration-1/7/a.json",
    "iteration-1/٣/a.json", "iteration-1/9999999999999999999/a.json", "7/a.json", "a.json",
    "iteration-1/7/", "",
  ])
  func otherNamesAreNoFilesOfAnswers(_ path: String) {
    #expect(made(path) == nil)
    #expect(AnswerFile(path: path, below: "", source: .workerResponse) == nil)
  }

  @Test func theFolderAboveMustBeTheOneNamed() {
    let path = "answersX/iteration-1/7/a.json"
    #expect(AnswerFile(path: path, below: "answers", source: .workerResponse) == nil)
    #expect(AnswerFile(path: "other/" + path, below: "answers", source: .workerResponse) == nil)
  }

  @Test func filesAreInTheOrderOfNumbersAndThenOfBytes() {
    let paths = [
      "iteration-1/9/b.json", "iteration-1/10/a.json", "iteration-1/10/b.json",
      "iteration-2/0/a.json", "iteration-9/1/a.json", "iteration-10/1/B.json",
      "iteration-10/1/a.json", "iteration-10/1/ä.json",
    ]
    var random = SeededNumbers(seed: 1)
    for _ in 0..<20 {
      let sorted = paths.shuffled(using: &random).compactMap { made($0) }.sorted()
      #expect(sorted.map(\.path) == paths.map { "answers/\($0)" })
    }
  }

  @Test func pathsAreComparedByBytes() {
    let composed = made("iteration-1/1/\u{E9}.json")
    let decomposed = made("iteration-1/1/e\u{301}.json")
    #expect(composed != nil && composed != decomposed)
    #expect(composed == made("iteration-1/1/\u{E9}.json"))
    #expect(Set([composed, decomposed, composed]).count == 2)
  }
}
