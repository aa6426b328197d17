package import Federation
import Foundation
import GrokClient
package import Learning

/// The same model trained on everybody's mail in one place, federated in clear, and federated and encrypted.
package struct Comparison: Sendable {
    /// One way of training, measured on the test mail.
    package struct Row: Sendable {
        package let name: String
        package let metrics: BinaryMetrics
        package let auc: Double?
        package let seconds: Double
    }

    package let rows: [Row]
    /// The largest difference of a parameter between the two federated models.
    package let largestDifference: Float
    package let contributionByteCount: Int
    package let rounds: Int
    /// The file of the model that was trained federated and encrypted.
    package let model: [UInt8]

    /// What to compare.
    package struct Options: Sendable {
        package var rounds = 10
        package var keyBits = 3072
        package var seed: UInt64 = 0
        package var specification = ModelSpecification()
        package var hyperParameters = HyperParameters()
        package var codec = CodecParameters()

        package init() {}
    }

    /// Trains three times; `progress` is told what is being done.
    package init(_ corpus: Corpus, options: Options, progress: (String) -> Void) throws {
        progress("making a \(options.keyBits)-bit key")
        let encrypted = try EncryptedMean(
            bits: options.keyBits, codec: options.codec, specification: options.specification)
        let run = FederatedRun(
            corpus: corpus, codec: encrypted.codec, hyperParameters: options.hyperParameters, seed: options.seed)
        var rows: [Row] = []
        func measure(_ name: String, _ train: () throws -> SpamModel) rethrows -> SpamModel {
            progress(name)
            let start = ContinuousClock.now
            let model = try train()
            let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
            let metrics = BinaryMetrics(model, on: corpus.test)
            rows.append(
                Row(name: name, metrics: metrics, auc: BinaryMetrics.auc(model, on: corpus.test), seconds: seconds))
            return model
        }
        _ = measure("trained centrally") { Self.trainCentrally(corpus, options) }
        let clear = measure("federated in clear") {
            run.train(rounds: options.rounds, specification: options.specification) { run.meanInClear($1) }
        }
        var generator = SeededGenerator(seed: options.seed)
        let secret = try measure("federated, encrypted") {
            try run.train(rounds: options.rounds, specification: options.specification) { round, deltas in
                progress("federated, encrypted: round \(round)/\(options.rounds)")
                return try encrypted(deltas, using: &generator)
            }
        }
        self.rows = rows
        largestDifference = zip(clear.parameters, secret.parameters).map { abs($0 - $1) }.max() ?? 0
        contributionByteCount = encrypted.contributionByteCount
        rounds = options.rounds
        model = ModelFile.encode(secret.parameters, specification: options.specification)
    }

    /// As many passes over all the mail together as the federation makes over each part of it.
    private static func trainCentrally(_ corpus: Corpus, _ options: Options) -> SpamModel {
        var model = SpamModel(rows: options.specification.rows, dimension: options.specification.dimension)
        var trainer = LocalTrainer(seed: options.seed)
        trainer.epochs = options.rounds * options.hyperParameters.epochs
        trainer.batchSize = options.hyperParameters.batchSize
        trainer.dropout = HyperParameters.dropout
        trainer.hamWeight = HyperParameters.hamWeight
        trainer.learningRate = Float(options.hyperParameters.learningRate)
        trainer.train(&model, on: corpus.participants.flatMap(\.data.training))
        return model
    }
}
