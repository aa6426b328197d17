import Testing

@testable import Learning

struct SpamModelTests {
    @Test func initialModelOfDimensionOneIsZero() {
        let model = SpamModel()
        #expect(model.parameters == Array(repeating: 0, count: 65_537))
        #expect(model.probability([3, 65_535]) == 0.5)
        #expect(model.layout.entries == [.init("embedding.weight", [65_536, 1]), .init("output.bias", [1])])
    }

    /// The manifest pins the digest of these bytes, so they can never change.
    @Test func initialModelOfHigherDimensionIsPinned() {
        let model = SpamModel(rows: 4, dimension: 3)
        #expect(model.parameters.map { $0 == 0 } == (0..<16).map { !(12..<15).contains($0) })
        #expect(model.parameters[12..<15].map(\.bitPattern) == [0x3EE2_9DAB, 0xBDA1_ECAB, 0xBF0B_FCDE])
        #expect(model == SpamModel(rows: 4, dimension: 3))
    }

    @Test func logitIsTheFormula() {
        var flat = SpamModel(rows: 4, dimension: 1)
        flat.parameters = [1, 2, -4, 8, 0.5]
        #expect(flat.logit([]) == 0.5)
        #expect(flat.logit([0, 2]) == -2.5)
        var deep = SpamModel(rows: 2, dimension: 2)
        deep.parameters = [1, 2, 3, 4, 10, -1, 0.25]
        #expect(deep.logit([0, 1]) == 34.25)  // 10 · (1 + 3) − 1 · (2 + 4) + 0.25
        var hidden = SpamModel(rows: 2, dimension: 1, hidden: 2)
        hidden.parameters = [0.5, 0.25, 2, -1, -1.5, 1, 3, 5, 0.25]
        // 3 tanh(2 · 0.75 − 1.5) + 5 tanh(−0.75 + 1) + 0.25
        #expect(abs(hidden.logit([0, 1]) - (5 * 0.244_918_66 + 0.25)) < 1e-6)
    }

    @Test func aScaleWeighsWordsAndNotTheBias() {
        var flat = SpamModel(rows: 4, dimension: 1)
        flat.parameters = [1, 2, -4, 8, 0.5]
        #expect(flat.logit([0, 2], scale: 0.5) == -1)
        #expect(flat.logit([], scale: 7) == 0.5)
        #expect(flat.logit(SparseExample(features: [3], scale: 0.25, label: true)) == 2.5)
        var hidden = SpamModel(rows: 2, dimension: 1, hidden: 2)
        hidden.parameters = [0.5, 0.25, 2, -1, -1.5, 1, 3, 5, 0.25]
        var scaled = hidden
        scaled.parameters[0] = 1
        scaled.parameters[1] = 0.5
        #expect(hidden.logit([0, 1], scale: 2) == scaled.logit([0, 1]))
    }

    @Test(arguments: [1, 5], [0, 3]) func survivesItsFile(dimension: Int, hidden: Int) throws {
        var model = SpamModel(rows: 7, dimension: dimension, hidden: hidden)
        #expect(model.parameters.count == model.layout.count)
        model.parameters = model.parameters.indices.map { Float($0) - 3.5 }
        let file = model.file(metadata: ["rows": "7"])
        #expect(try SpamModel(SafetensorsFile(decoding: file.encoded())) == model)
    }

    /// The layers give what the formula gives.
    @Test(arguments: [1, 3], [0, 4]) func layersAgreeWithTheFormula(dimension: Int, hidden: Int) {
        var model = SpamModel(rows: 9, dimension: dimension, hidden: hidden)
        var generator = SeededGenerator(seed: 8)
        model.parameters = model.parameters.map { _ in generator.unitFloat() - 0.5 }
        let messages = [([0, 3, 8], 0.5), ([], 2), ([5], 1)].map {
            SparseExample(features: $0, scale: $1, label: false)
        }
        let network = SpamNetwork(model)
        #expect(network.parameters.flattened() == model.parameters)
        #expect(network.parameters.map(\.name) == model.layout.entries.map(\.name))
        for (layers, formula) in zip(
            network.logits(messages, on: .evaluation()).value.elements, messages.map { model.logit($0) })
        {
            #expect(abs(layers - formula) < 1e-6)
        }
    }

    @Test func refusesForeignFiles() throws {
        let bias = ParameterLayout.Entry("output.bias", [1])
        for entries in [
            [], [bias], [.init("embedding.weight", [2]), bias], [.init("embedding.weight", [2, 2]), bias],
        ] {
            let layout = try ParameterLayout(entries)
            let file = try SafetensorsFile(layout: layout, values: Array(repeating: 0, count: layout.count))
            #expect(throws: LearningError.self) { try SpamModel(file) }
        }
        var diverged = SpamModel(rows: 3, dimension: 1)
        diverged.parameters[2] = .nan
        #expect(throws: LearningError.notFinite(name: "embedding.weight", index: 2)) { try SpamModel(diverged.file()) }
    }

    @Test func lossesAndProbabilitiesAreStable() {
        #expect(Logistic.probability(logit: 200) == 1)
        #expect(Logistic.probability(logit: -200) >= 0)
        #expect(Logistic.loss(logit: 1000, label: true) == 0)
        #expect(Logistic.loss(logit: 1000, label: false) == 1000)
        #expect(Logistic.loss(logit: -1000, label: true) == 1000)
        #expect(abs(Logistic.loss(logit: -20, label: false) - 2.061_153_6e-9) < 1e-15)
        #expect(Logistic.loss(logit: 0, label: true) == Float(0.693_147_18))
        for logit in stride(from: Float(-30), through: 30, by: 0.37) {
            let sum = Logistic.probability(logit: logit) + Logistic.probability(logit: -logit)
            #expect(abs(sum - 1) < 1e-6)
        }
    }
}
