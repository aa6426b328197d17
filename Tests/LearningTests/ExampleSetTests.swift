import Learning
import Testing

/// Examples come out of a set as they went in, but for the order of their features.
@Suite struct ExampleSetTests {
    private static func random(_ count: Int, below limit: UInt32, seed: UInt64) -> [SparseExample] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { index in
            let features = Set(
                (0..<generator.integer(below: 40)).map { _ in UInt32(generator.integer(below: Int(limit))) })
            return SparseExample(features: Array(features), scale: generator.unitFloat(), label: index % 3 == 0)
        }
    }

    private func sorted(_ example: SparseExample) -> SparseExample {
        SparseExample(features: example.features.sorted(), scale: example.scale, label: example.label)
    }

    @Test(arguments: [2, 65_535, 65_536, 1 << 20] as [UInt32], [0, 1, 500])
    func whatGoesInComesOut(limit: UInt32, count: Int) {
        let examples = Self.random(count, below: limit, seed: UInt64(limit))
        let set = ExampleSet(examples)
        #expect(set.count == count && set.elementsEqual(examples.map(sorted)), "seed \(limit)")
    }

    @Test func distancesAroundTheWidestThatFits() {
        let features: [UInt32] = [0, 65_534, 131_069, 196_605, 262_140 + 65_535, 1 << 21, .max - 1, .max]
        let examples = [
            SparseExample(features: features, label: true), SparseExample(features: [], label: false),
            SparseExample(features: [.max], label: true), SparseExample(features: [0], label: false),
        ]
        #expect(Array(ExampleSet(examples)) == examples)
    }

    /// More than one chunk holds.
    @Test func manyExamples() {
        let examples = (0..<3000).map { index in
            SparseExample(features: (0..<400).map { UInt32($0 * 131 + index) }, label: index.isMultiple(of: 2))
        }
        let set = ExampleSet(examples)
        #expect(set.elementsEqual(examples))
        let subset = set.subset { $0 % 7 == 3 }
        #expect(subset.elementsEqual(examples.indices.filter { $0 % 7 == 3 }.map { examples[$0] }))
    }

    @Test func labelsChangeInOneSetAlone() {
        var set = ExampleSet(Self.random(9, below: 99, seed: 1))
        let before = set
        set.relabel(4, as: !set[4].label)
        #expect(set != before && set[4].features == before[4].features && set[4].label != before[4].label)
        set.relabel(4, as: before[4].label)
        #expect(set == before)
    }

    @Test func trainingOnASetIsTrainingOnItsExamples() {
        let examples = Self.random(100, below: 64, seed: 2).map(sorted)
        var (left, right) = (SpamModel(rows: 64), SpamModel(rows: 64))
        var trainer = LocalTrainer(seed: 3)
        (trainer.epochs, trainer.dropout, trainer.hamWeight) = (2, 0.5, 2)
        trainer.train(&left, on: examples)
        trainer.train(&right, on: ExampleSet(examples))
        #expect(left.parameters == right.parameters && left.parameters.contains { $0 != 0 })
        #expect(BinaryMetrics(left, on: examples) == BinaryMetrics(right, on: ExampleSet(examples)))
    }
}
