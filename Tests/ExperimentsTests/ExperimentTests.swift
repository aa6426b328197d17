import Foundation
import Learning
import Testing

@testable import Experiments

/// The experiments on their built-in data: each shows what its chapter says.
struct ExperimentTests {
    @Test func streetlightNeedsTwoLayers() throws {
        let result = try Experiment.streetlight.run(ExperimentOptions(seed: 1))
        #expect(try #require(result["linear: right of 7"]) < 7)
        #expect(result["two layers: right of 7"] == 7)
        #expect(result.plots.allSatisfy { $0.svg.hasPrefix("<svg") && $0.svg.contains("polyline") })
    }

    @Test func descentDependsOnTheStep() throws {
        let result = try Experiment.descent.run(ExperimentOptions())
        let slow = try #require(result["α 0.0001: error after 100 steps"])
        let fast = try #require(result["α 0.01: error after 100 steps"])
        let frozen = try #require(result["α 0.01, first weight frozen: error after 100 steps"])
        #expect(fast < slow && fast < frozen)
        let tried = try #require(result["hot and cold: steps to 10⁻⁶"])
        #expect(try #require(result["gradient descent: steps to 10⁻⁶"]) < tried / 10)
    }

    @Test func wordsOfPraiseGatherTogether() throws {
        let result = try Experiment.sentiment.run(ExperimentOptions(seed: 2))
        #expect(try #require(result["test accuracy, mean of five 80/20 splits"]) > 0.7)
        let praise = Set(["moving", "funny", "superb", "delightful", "gripping"])
        let line = try #require(result.text.first { $0.hasPrefix("nearest to “brilliant”") })
        let nearest = try #require(line.split(separator: ": ").last).split(separator: ", ").map(String.init)
        #expect(Set(nearest) == praise)
    }

    @Test func storiesArePredictable() throws {
        let result = try Experiment.stories.run(ExperimentOptions(seed: 3))
        // Four names, three verbs, four places; “to the” is certain: (3 · 4 · 1 · 1 …) leaves e^((log 3 + log 4) / 4).
        #expect(try #require(result["recurrent: perplexity"]) < 1.95)
        #expect(try #require(result["averaged: perplexity"]) < 1.95)
    }

    @Test func pretextTasksHelpWhereLabelsAreFew() throws {
        let result = try Experiment.contrastive.run(ExperimentOptions(seed: 0))
        let scratch = try #require(result["from scratch: accuracy with 40 labels"])
        #expect(try #require(result["InfoNCE: accuracy with 40 labels"]) > scratch)
        #expect(try #require(result["triplet: accuracy with 40 labels"]) > scratch)
    }

    /// The numbers that the book prints in chapter 3.
    @Test func predictionsAreTheBooks() throws {
        let result = try Experiment.forward.run(ExperimentOptions())
        let known = [0.85, 0.98, 0.195, 0.13, 0.585, 0.555, 0.98, 0.965, 0.2135, 0.145, 0.5065]
        #expect(result.figures.count == known.count)
        for (figure, expected) in zip(result.figures, known) {
            #expect(abs(figure.value - expected) < 1e-6, "\(figure.name)")
        }
    }

    @Test func aPlainDeltaTellsWhatItsCiphertextDoesNot() throws {
        let result = try Experiment.leak.run(ExperimentOptions(seed: 5))
        #expect(result["plain delta: passwords left of 1000"] == 1)
        #expect(result["plain delta: right guesses between two passwords"] == 1)
        // A hundred fair coins: five standard deviations.
        let guesses = try #require(result["encrypted delta: right guesses between two passwords"])
        #expect(abs(guesses - 0.5) < 0.25)
    }

    @Test func anEncryptedRoundOpensTheWeightedMean() throws {
        var generator = SeededGenerator(seed: 8)
        let deltas = (0..<3).map { _ in Tensor<Float>.uniform([300], in: -0.5..<0.5, using: &generator).elements }
        let round = try EncryptedRound(parameters: 300)
        let mean = try round.mean([(deltas[0], 64), (deltas[1], 64), (deltas[2], 128)], &generator)
        for index in 0..<300 {
            let expected = (deltas[0][index] + deltas[1][index] + 2 * deltas[2][index]) / 4
            #expect(abs(mean[index] - expected) < 0.002)
        }
    }

    @Test func principalAxesAreThoseOfTheSpread() {
        var generator = SeededGenerator(seed: 9)
        // Long along (1, 1, 0), shorter along (0, 0, 1).
        let vectors = (0..<200).map { _ -> [Float] in
            let (long, short) = (Float(generator.normal()) * 5, Float(generator.normal()))
            return [long, long, short]
        }
        let points = PrincipalAxes(Tensor(rows: vectors)).points
        let centre = vectors.map { Double($0[0]) }.reduce(0, +) / 200
        for (point, vector) in zip(points, vectors) {
            #expect(abs(abs(point.x) - abs(Double(vector[0]) - centre) * 2.0.squareRoot()) < 0.5)
        }
    }

    @Test func aSeedNamesTheFigures() throws {
        let runs = try (0..<2).map { _ in try Experiment.stories.run(ExperimentOptions(seed: 4)).line }
        #expect(runs[0] == runs[1])
    }

    @Test func everyExperimentCanBeCancelled() {
        for experiment in Experiment.all {
            #expect(throws: CancellationError.self, "\(experiment.name)") {
                try experiment.run(ExperimentOptions(isCancelled: { true }))
            }
        }
    }

    @Test func missingDataIsAnError() {
        for experiment in [Experiment.sentiment, .stories, .shakespeare, .contrastive, .digits, .leak] {
            #expect(throws: (any Error).self, "\(experiment.name)") {
                try experiment.run(ExperimentOptions(data: "/nowhere"))
            }
        }
    }
}
