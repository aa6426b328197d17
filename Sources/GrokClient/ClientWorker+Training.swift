package import Federation
import GrokFilter
import Learning
package import Paillier
import Primitives
import RoundStore

extension ClientWorker {
    /// What this participant has to say in a round: its delta and what it measured on the base model.
    ///
    /// - Returns: nil when the round is over before training is.
    package func plaintexts(
        for announcement: RoundAnnouncement, _ cancellation: Cancellation
    ) throws -> PlaintextVector? {
        let specification = federation.manifest.content.model
        let base = try ModelFile.decode(store.blob(.model(announcement.baseModel)), specification: specification)
        var model = SpamModel(rows: specification.rows, dimension: specification.dimension)
        model.parameters = base
        let data = source.examples(for: announcement)
        let metrics = LocalMetrics(BinaryMetrics(model, on: data.heldOut))
        calibrate(Calibration(model, digest: announcement.baseModel, heldOut: data.heldOut))
        switch announcement.kind {
        case .evaluation: return try federation.codec.encode(metrics: metrics)
        case .training:
            guard train(&model, on: data.training, for: announcement, cancellation) else { return nil }
            var generator = generator(announcement, purpose: "rounding")
            return try federation.codec.encode(
                delta: zip(model.parameters, base).map(-), examples: data.training.count, metrics: metrics,
                using: &generator)
        }
    }

    private func train(
        _ model: inout SpamModel, on examples: ExampleSet, for announcement: RoundAnnouncement,
        _ cancellation: Cancellation
    ) -> Bool {
        var generator = generator(announcement, purpose: "training")
        var trainer = LocalTrainer(seed: generator.next())
        trainer.epochs = announcement.hyperParameters.epochs
        trainer.batchSize = announcement.hyperParameters.batchSize
        trainer.dropout = HyperParameters.dropout
        trainer.hamWeight = HyperParameters.hamWeight
        trainer.learningRate = Float(announcement.hyperParameters.learningRate)
        let outcome = trainer.train(
            &model, on: examples,
            progress: { report(.training(round: announcement.round, fraction: $0.fraction)) },
            isCancelled: { cancellation.isCancelled })
        return !outcome.wasCancelled
    }

    /// Without a seed the first state comes from the system's cryptographic generator.
    private func generator(_ announcement: RoundAnnouncement, purpose: String) -> SeededGenerator {
        guard let seed else {
            var system = SystemRandomNumberGenerator()
            return SeededGenerator(seed: system.next())
        }
        var hash = TaggedHash("grok/v1/seed")
        hash.append(u64: seed)
        hash.append(announcement.baseModel)
        hash.append(u64: UInt64(announcement.round))
        hash.append(federation.name.text)
        hash.append(purpose)
        return SeededGenerator(seed: hash.finish().bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}

extension LocalMetrics {
    init(_ metrics: BinaryMetrics) {
        self.init()
        heldOutExamples = metrics.examples
        truePositives = metrics.truePositives
        falsePositives = metrics.falsePositives
        falseNegatives = metrics.falseNegatives
        lossSum = metrics.lossSum
    }
}
