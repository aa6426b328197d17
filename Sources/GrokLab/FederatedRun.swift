import Federation
import GrokClient
import Learning
import Primitives

/// Federated training in one process: the rounds without the network.
struct FederatedRun {
    let corpus: Corpus
    let codec: UpdateCodec
    let hyperParameters: HyperParameters
    let seed: UInt64

    /// Trains for some rounds.
    ///
    /// - Parameter aggregate: from the deltas and training counts of one round to their weighted mean.
    func train(
        rounds: Int, specification: ModelSpecification,
        aggregate: (_ round: Int, _ deltas: [(delta: [Float], examples: Int)]) throws -> [Float]
    ) rethrows -> SpamModel {
        var model = SpamModel(rows: specification.rows, dimension: specification.dimension)
        for round in 1...rounds {
            let deltas = corpus.participants.enumerated().map { index, participant in
                (
                    delta(participant.data, from: model, round: round, participant: index),
                    participant.data.training.count
                )
            }
            model.parameters = try FederatedAveraging().apply(mean: aggregate(round, deltas), to: model.parameters)
        }
        return model
    }

    private func delta(_ data: ParticipantData, from base: SpamModel, round: Int, participant: Int) -> [Float] {
        var model = base
        var trainer = LocalTrainer(seed: seed &* 1_000_003 &+ UInt64(round * 1000 + participant))
        trainer.epochs = hyperParameters.epochs
        trainer.batchSize = hyperParameters.batchSize
        trainer.dropout = HyperParameters.dropout
        trainer.hamWeight = HyperParameters.hamWeight
        trainer.learningRate = Float(hyperParameters.learningRate)
        trainer.train(&model, on: data.training)
        return zip(model.parameters, base.parameters).map(-)
    }

    /// The mean that the participants could compute if they showed each other their deltas.
    func meanInClear(_ deltas: [(delta: [Float], examples: Int)]) -> [Float] {
        let clip = Float(codec.parameters.clip)
        let units = deltas.map { codec.weightUnits(examples: $0.examples) }
        let total = Float(units.reduce(0, +))
        var mean = [Float](repeating: 0, count: codec.parameterCount)
        for (delta, units) in zip(deltas.map(\.delta), units) {
            for index in mean.indices { mean[index] += min(max(delta[index], -clip), clip) * Float(units) / total }
        }
        return mean
    }
}
