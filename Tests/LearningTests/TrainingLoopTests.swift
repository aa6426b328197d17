import Learning
import Testing

struct TrainingLoopTests {
    /// Points on a circle or in it: no line parts them.
    static func circle(_ count: Int, seed: UInt64) -> (points: Tensor<Float>, classes: [Int]) {
        var generator = SeededGenerator(seed: seed)
        let points: Tensor<Float> = .uniform([count, 2], in: -1..<1, using: &generator)
        return (points, (0..<count).map { points[$0, 0] * points[$0, 0] + points[$0, 1] * points[$0, 1] < 0.6 ? 1 : 0 })
    }

    static func network(_ seed: UInt64) -> Sequential<Float> {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Linear(2, 16, using: &generator), .tanh(), Linear(16, 2, initializer: .glorot, using: &generator))
    }

    static func accuracy(_ network: Sequential<Float>, _ data: (points: Tensor<Float>, classes: [Int])) -> Double {
        let tape = Tape<Float>.evaluation()
        let predicted = network(tape.constant(data.points)).value.argmax()
        return ConfusionMatrix(classes: 2, predicted: predicted, actual: data.classes).accuracy ?? 0
    }

    static func train(
        _ network: Sequential<Float>, _ loop: TrainingLoop, isCancelled: () -> Bool = { false }
    ) -> [TrainingLoop.Progress] {
        let (data, test) = (circle(400, seed: 1), circle(400, seed: 2))
        return loop.run(network.parameters, Adam<Float>(0.02), count: 400) { tape, batch in
            network(tape.constant(data.points.gathered(batch))).crossEntropy(batch.map { data.classes[$0] })
        } evaluate: {
            accuracy(network, test)
        } isCancelled: {
            isCancelled()
        }
    }

    @Test func learnsWhatNoLineParts() {
        let network = Self.network(1)
        let history = Self.train(network, TrainingLoop(epochs: 40, batchSize: 32))
        #expect(history.count == 40 && history[39].loss < history[0].loss / 2)
        #expect(Self.accuracy(network, Self.circle(400, seed: 2)) > 0.93)
    }

    @Test func aSeedNamesEveryBit() {
        let networks = [Self.network(1), Self.network(1)]
        for network in networks { _ = Self.train(network, TrainingLoop(epochs: 3, batchSize: 32, seed: 5)) }
        #expect(networks[0].parameters.flattened() == networks[1].parameters.flattened())
    }

    @Test func stopsEarlyAtTheBest() throws {
        let network = Self.network(2)
        let history = Self.train(network, TrainingLoop(epochs: 300, batchSize: 32, patience: 5))
        let best = try #require(history.compactMap(\.score).max())
        #expect(history.count < 300)
        #expect(Self.accuracy(network, Self.circle(400, seed: 2)) == best)
    }

    @Test func cancelsBetweenBatches() {
        var asked = 0
        let history = Self.train(Self.network(3), TrainingLoop(epochs: 5, batchSize: 100)) {
            asked += 1
            return asked > 10
        }
        #expect(history.count == 2 && asked == 11)
    }

    @Test func frozenParametersStay() throws {
        let network = Self.network(4)
        let frozen = try #require(network.parameters["0.weight"])
        let before = frozen.value
        frozen.isFrozen = true
        _ = Self.train(network, TrainingLoop(epochs: 1, batchSize: 100))
        #expect(frozen.value == before)
    }

    @Test func batchesHoldEveryExampleOnce() {
        var generator = SeededGenerator(seed: 1)
        let batches = generator.batches(10, of: 4)
        #expect(batches.map(\.count) == [4, 4, 2] && batches.joined().sorted() == Array(0..<10))
    }

    @Test func clippingBoundsTheNorm() {
        let tape = Tape<Float>()
        let parameter = Parameter(Tensor<Float>([3, 4]))
        let table = Parameter(Tensor<Float>([5, 1], repeating: 1))
        let loss = (tape[parameter] * tape[parameter]).sum() + tape[table].gathered([2]).sum() * 10
        var gradients = loss.backward()
        #expect(gradients.norm == Float(200).squareRoot())
        gradients.clip(norm: 100)
        #expect(gradients[parameter] == Tensor([6, 8]))
        gradients.clip(norm: 1)
        #expect(abs(gradients.norm - 1) < 1e-6 && gradients.rows(table)?.rows == [2])
    }

    @Test func windowsOfASequence() {
        let windows = Array(SequenceBatches(Array(0..<14), streams: 2, length: 3))
        #expect(windows.count == 2)
        #expect(
            windows[1].inputs == [[3, 10], [4, 11], [5, 12]] && windows[1].targets == [[4, 11], [5, 12], [6, 13]])
    }

    @Test func confusion() {
        let matrix = ConfusionMatrix(classes: 3, predicted: [0, 1, 1, 0], actual: [0, 1, 0, 1])
        #expect(matrix.counts == [[1, 1, 0], [1, 1, 0], [0, 0, 0]] && matrix.accuracy == 0.5)
        #expect(matrix.f1 == [0.5, 0.5, nil])
        #expect(abs(perplexity(crossEntropy: 1.386_294_361) - 4) < 1e-6)
    }

    @Test func parametersFlattenAndBack() throws {
        let (one, other) = (Self.network(1), Self.network(2))
        let layout = try one.parameters.layout()
        #expect(layout.entries.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias"])
        try other.parameters.assign(one.parameters.flattened())
        #expect(other.parameters.values == one.parameters.values && layout.count == one.parameters.count)
        #expect(throws: LearningError.self) { try other.parameters.assign([1, 2]) }
    }

    @Test func initializers() {
        var generator = SeededGenerator(seed: 1)
        func weights(_ initializer: Initializer) -> Tensor<Double> {
            initializer.tensor([200, 200], inputs: 200, outputs: 100, using: &generator)
        }
        func variance(_ initializer: Initializer) -> Double {
            let sample = weights(initializer)
            return (sample * sample).mean().scalar
        }
        #expect(abs(variance(.glorot) - 2.0 / 300) < 2e-4)
        #expect(abs(variance(.he) - 2.0 / 200) < 4e-4)
        #expect(abs(variance(.inputs) - 1.0 / 600) < 1e-4)
        #expect(variance(.zeros) == 0 && weights(.identity).sum(axis: 0) == Tensor([200], repeating: 1))
    }
}
