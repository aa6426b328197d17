import Testing

@testable import Learning

/// Trainings that NumPy computed from the formulas, in double precision.
struct KnownAnswerTests {
    struct Case: Decodable {
        var rows: Int
        var dimension: Int
        var epochs: Int
        var batchSize: Int
        var learningRate: Float
        var seed: UInt64
        var features: [[UInt32]]
        var labels: [Bool]
        var parameters: [Float]
        var loss: Double
    }

    @Test(arguments: 0..<3) func trainingAgreesWithNumPy(index: Int) throws {
        let known = try Fixture.decode([Case].self, "known-answer.json")[index]
        var model = SpamModel(rows: known.rows, dimension: known.dimension)
        var trainer = LocalTrainer(seed: known.seed)
        trainer.epochs = known.epochs
        trainer.batchSize = known.batchSize
        trainer.learningRate = known.learningRate
        let examples = zip(known.features, known.labels).map { SparseExample(features: $0, label: $1) }
        let report = trainer.train(&model, on: examples)
        #expect(model.parameters.count == known.parameters.count)
        for (index, (found, expected)) in zip(model.parameters, known.parameters).enumerated() {
            #expect(abs(found - expected) < 2e-6, "parameter \(index)")
        }
        #expect(abs(try #require(report.metrics.loss) - known.loss) < 1e-6)
    }
}

extension KnownAnswerTests {
    /// The very bits that a training gives: participants and servers of different versions must agree.
    @Test func dimensionOneIsPinned() {
        var model = SpamModel(rows: 50, dimension: 1)
        var trainer = LocalTrainer(seed: 21)
        trainer.epochs = 3
        let report = trainer.train(&model, on: LocalTrainerTests.examples(300, seed: 11))
        // FNV-1a 64 over the parameters' bits.
        let hash = model.parameters.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01B3
        }
        #expect(hash == 1_908_366_122_986_153_640)
        #expect(report.metrics.lossSum == 162.360_539_793_968_2)
    }
}
