import BigNumber
import Learning
import Paillier

@testable import Federation

/// A federation's numbers and its contributions, drawn at random, extremes often.
struct CodecSample {
    let codec: UpdateCodec
    let plaintextBits: Int
    let deltas: [[Float]]
    let examples: [Int]
    let metrics: [LocalMetrics]
    var generator: SeededGenerator

    init(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let clip = generator.element(of: [1.0, 0.3, 0.1, 2.5, 1000, 1e-3])
        let maximum = generator.element(of: [2, 3, 4, 5, 8, 9, 64, 4096])
        let parameters = CodecParameters(
            valueBits: generator.integer(in: 4...24), metricBits: generator.integer(in: 40...48), clip: clip,
            weightCap: 1 << generator.integer(in: 0...20), maximumParticipants: maximum)
        let count = generator.integer(in: 1...200)
        plaintextBits = generator.element(of: [120, 127, 128, 129, 191, 192, 193, 511, 520, 1023, 2047, 3071])
        codec = try UpdateCodec(parameters: parameters, parameterCount: count, plaintextBits: plaintextBits)
        let contributors = generator.chance(20) ? min(maximum, 64) : generator.integer(in: 1...min(maximum, 9))
        let style = generator.integer(in: 0...4)
        deltas = (0..<contributors).map { _ in Self.delta(count, clip: Float(clip), style: style, &generator) }
        examples = (0..<contributors).map { _ in generator.integer(in: 1...(1 << generator.integer(in: 0...22))) }
        metrics = (0..<contributors).map { _ in Self.metrics(&generator) }
        self.generator = generator
    }

    private static func delta(
        _ count: Int, clip: Float, style: Int, _ generator: inout SeededGenerator
    ) -> [Float] {
        (0..<count).map { _ in
            switch style {
            case 0: clip
            case 1: -clip
            case 2:
                generator.element(of: [
                    clip, -clip, 0, -0.0, clip.nextUp, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
                ])
            case 3: (generator.unitFloat() - 0.5) * 4 * clip
            default: (generator.unitFloat() - 0.5) * 0.01 * clip
            }
        }
    }

    private static func metrics(_ generator: inout SeededGenerator) -> LocalMetrics {
        var metrics = LocalMetrics()
        metrics.truePositives = generator.integer(in: 0...1 << 30)
        metrics.falsePositives = generator.integer(in: 0...1 << 30)
        metrics.falseNegatives = generator.integer(in: 0...1 << 30)
        metrics.heldOutExamples =
            metrics.truePositives + metrics.falsePositives + metrics.falseNegatives + generator.integer(in: 0...1 << 30)
        metrics.lossSum = Double(generator.unitFloat()) * 1e6
        return metrics
    }

    mutating func contributions() throws -> [PlaintextVector] {
        try zip(zip(deltas, examples), metrics).map { contribution, metrics in
            try codec.encode(delta: contribution.0, examples: contribution.1, metrics: metrics, using: &generator)
        }
    }
}

extension PlaintextVector {
    /// The sum of rows as big integers, in as many limbs.
    static func sum(_ vectors: [PlaintextVector]) -> PlaintextVector {
        var sum = vectors[0]
        for vector in vectors.dropFirst() {
            for row in 0..<sum.count { sum[row] = sum[row] + vector[row] }
        }
        return sum
    }
}
