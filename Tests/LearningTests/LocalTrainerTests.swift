import Foundation
import Testing

@testable import Learning

struct LocalTrainerTests {
    /// Messages of up to 5 words out of 50; three of four words of spam come from the upper half, of ham from the lower.
    static func examples(_ count: Int, seed: UInt64) -> [SparseExample] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let label = generator.integer(below: 3) == 0
            var words: [UInt32] = []
            for _ in 0..<5 {
                let isTypical = generator.integer(below: 4) > 0
                let word = UInt32(generator.integer(below: 25) + (label == isTypical ? 25 : 0))
                if !words.contains(word) { words.append(word) }
            }
            return SparseExample(features: words, label: label)
        }
    }

    @Test(arguments: [1, 4], [0, 8]) func learns(dimension: Int, hidden: Int) throws {
        var model = SpamModel(rows: 50, dimension: dimension, hidden: hidden)
        var trainer = LocalTrainer(seed: 3)
        trainer.epochs = 20
        let report = trainer.train(&model, on: Self.examples(1000, seed: 1))
        let test = Self.examples(500, seed: 2)
        let metrics = BinaryMetrics(model, on: test)
        #expect(try #require(metrics.accuracy) > 0.8)
        #expect(try #require(BinaryMetrics.auc(model, on: test)) > 0.9)
        #expect(report.examples == 1000 && report.metrics.examples == 1000 && !report.wasCancelled)
        #expect(try #require(report.metrics.loss) < 0.55)
    }

    /// What is learnt on is what is asked: the loss that training reports before its only step is the model's own.
    @Test(arguments: [1, 3], [0, 2]) func scalesAreLearntWith(dimension: Int, hidden: Int) throws {
        var model = SpamModel(rows: 50, dimension: dimension, hidden: hidden)
        var generator = SeededGenerator(seed: 5)
        model.parameters = model.parameters.map { _ in Float(generator.normal()) }
        var examples = Self.examples(30, seed: 6)
        for index in examples.indices { examples[index].scale = 0.1 + generator.unitFloat() }
        let before = BinaryMetrics(model, on: examples)
        var trainer = LocalTrainer(seed: 7)
        trainer.batchSize = 30
        let report = trainer.train(&model, on: examples)
        #expect(abs(report.metrics.lossSum - before.lossSum) < 1e-3 * before.lossSum)
        let after = BinaryMetrics(model, on: examples)
        #expect(after.lossSum < before.lossSum)
    }

    /// Every step sees a part of the words only, and the model works on all of them.
    @Test func dropoutSeesAPartAndLearnsTheWhole() throws {
        let examples = Self.examples(1000, seed: 1)
        let test = Self.examples(500, seed: 2)
        func trained(dropout: Float, seed: UInt64 = 3) -> SpamModel {
            var model = SpamModel(rows: 50)
            var trainer = LocalTrainer(seed: seed)
            (trainer.epochs, trainer.dropout) = (20, dropout)
            trainer.train(&model, on: examples)
            return model
        }
        let model = trained(dropout: 0.5)
        #expect(try #require(BinaryMetrics(model, on: test).accuracy) > 0.8)
        #expect(model == trained(dropout: 0.5) && model != trained(dropout: 0))
        // Hardly a word is seen: little is learnt, and nothing breaks.
        #expect(trained(dropout: 0.999).parameters.allSatisfy { $0.isFinite })
    }

    /// With ham of weight w the odds are w times lower: on words that tell nothing, the bias settles there.
    @Test(arguments: [Float(1), 2, 8]) func hamWeighs(weight: Float) throws {
        let examples = (0..<400).map { SparseExample(features: [], label: $0.isMultiple(of: 2)) }
        var model = SpamModel(rows: 1)
        var trainer = LocalTrainer(seed: 1)
        (trainer.epochs, trainer.hamWeight, trainer.batchSize) = (300, weight, 400)
        trainer.learningRate = 0.05
        trainer.train(&model, on: examples)
        #expect(abs(model.logit([]) - (0 - log(weight))) < 0.02)
    }

    @Test func aSeedNamesEveryBit() {
        let examples = Self.examples(200, seed: 4)
        func trained(_ seed: UInt64) -> SpamModel {
            var model = SpamModel(rows: 50, dimension: 2)
            LocalTrainer(seed: seed).train(&model, on: examples)
            return model
        }
        #expect(trained(5) == trained(5))
        #expect(trained(5) != trained(6))
    }

    @Test func wordsThatDoNotOccurStayAsTheyWere() {
        var model = SpamModel(rows: 60, dimension: 1)
        model.parameters = model.parameters.indices.map(Float.init)
        LocalTrainer(seed: 1).train(&model, on: Self.examples(100, seed: 5))
        #expect(Array(model.parameters[50..<60]) == (50..<60).map(Float.init))
        #expect(zip(model.parameters, 0..<50).allSatisfy { $0 != Float($1) })
    }

    @Test func reportsEveryBatch() {
        var model = SpamModel(rows: 50, dimension: 1)
        var trainer = LocalTrainer(seed: 1)
        trainer.epochs = 2
        var done: [Int] = []
        var fractions: [Double] = []
        trainer.train(&model, on: Self.examples(70, seed: 6)) {
            done.append($0.done)
            fractions.append($0.fraction)
            #expect($0.examples == 70 && $0.metrics.examples == $0.done)
        }
        #expect(done == [32, 64, 70, 32, 64, 70])
        #expect(fractions.last == 1 && fractions == fractions.sorted())
    }

    @Test func cancellingLeavesTheModel() {
        var model = SpamModel(rows: 50, dimension: 1)
        var asked = 0
        let report = LocalTrainer(seed: 1).train(&model, on: Self.examples(100, seed: 7)) { _ in
        } isCancelled: {
            asked += 1
            return asked == 3
        }
        #expect(report.wasCancelled && report.metrics.examples == 64)
        #expect(model == SpamModel(rows: 50, dimension: 1))
    }

    @Test func nothingToLearnFrom() {
        var model = SpamModel(rows: 5, dimension: 1)
        let report = LocalTrainer(seed: 1).train(&model, on: [])
        #expect(report == TrainingReport(examples: 0))
        #expect(model == SpamModel(rows: 5, dimension: 1))
    }
}
