import Federation
import Foundation
import GrokTesting
import Learning
import Mail
import Primitives
import Testing

@testable import GrokClient
@testable import GrokFilter

/// What is said of verdicts, one by one and all together.
@Suite struct ExplanationTests {
    @Test func anExplanationAddsUp() throws {
        let weights: [String: Float] = ["viagra": 3, ":viagra": 1, "meet": -2, "text:2": 0.25]
        let classifier = try Classifier(file: WordModel.file(weights, bias: 0.5))
        let message = WordModel.message("Viagra", "meetings unheard")
        let explanation = classifier.explain(message)
        let verdict = classifier.classify(message)
        #expect(explanation.verdict.logit == verdict.logit && explanation.logit == verdict.logit)
        let sum = explanation.contributions.reduce(explanation.bias) { $0 + $1.logit }
        #expect(abs(sum - verdict.logit) < 1e-3)
        #expect(explanation.contributions.first?.features == ["viagra"])
        #expect(explanation.contributions[1].features == ["meet…"] && explanation.contributions[1].logit < 0)
        let lines = explanation.text(limit: 2).split(separator: "\n")
        #expect(lines.count == 5 && lines[2].hasSuffix("  viagra") && lines[4].hasSuffix("other rows"))
        #expect(classifier.explain(WordModel.message("", "")).contributions.count == 3)
    }

    @Test func collisionsAreSaid() throws {
        let small = ModelSpecification(rows: 16)
        let file = ModelFile.encode([Float](repeating: 1, count: 17), specification: small)
        let words = (0..<40).map { "word\($0)" }.joined(separator: " ")
        let explanation = try Classifier(file: file).explain(WordModel.message("", words))
        #expect(explanation.collisions > 0)
        #expect(explanation.contributions.reduce(0) { $0 + $1.features.count } == 64)
        #expect(explanation.text(limit: 3).contains("by a collision of hashes"))
    }

    @Test func theSummaryCountsAnswers() throws {
        let classifier = try Classifier(file: WordModel.file(["viagra": 1]))
        var summary = VerdictSummary()
        for (text, label) in [("viagra", MailLabel.spam), ("nothing", .ham), ("viagra", .ham)] {
            summary.add(classifier.classify(WordModel.message("", text, label: label)))
        }
        #expect(summary.text.hasPrefix("3 labelled messages · accuracy 0.667"))
        let rows = summary.text.split(separator: "\n").suffix(2).map { $0.split(separator: " ").suffix(3) }
        #expect(rows == [["1", "0", "0"], ["1", "1", "0"]])
        let report = VerdictReport(summary, of: classifier)
        #expect(report.text == "\(summary.text)\n\(classifier.thresholdsText)")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(report), as: UTF8.self)
        let thresholds = try #require(json.firstMatch(of: /"thresholds":\{(.+?)\}/)?.output.1)
        #expect(thresholds.wholeMatch(of: /"ham":-2\.197\d*,"isCalibrated":false,"spam":4\.595\d*/) != nil, "\(json)")
        #expect(json.hasPrefix(#"{"summary":{"accuracy":0.66"#))
    }
}
