import BigNumber
import Learning
import Paillier
import Testing

@testable import Federation

/// The codec against an independent model of it: `Vectors/make_vectors.py`.
@Suite struct PackingVectorTests {
    struct Case: Decodable, CustomTestStringConvertible {
        struct Metrics: Decodable {
            let heldOutExamples, truePositives, falsePositives, falseNegatives, clippedComponents: Int
            let lossSum: Double
            let weightUnits: Int?

            var local: LocalMetrics {
                var metrics = LocalMetrics()
                (metrics.heldOutExamples, metrics.truePositives) = (heldOutExamples, truePositives)
                (metrics.falsePositives, metrics.falseNegatives) = (falsePositives, falseNegatives)
                (metrics.lossSum, metrics.clippedComponents) = (lossSum, clippedComponents)
                return metrics
            }

            var totals: MetricTotals {
                MetricTotals(
                    weightUnits: weightUnits ?? 0, heldOutExamples: heldOutExamples, truePositives: truePositives,
                    falsePositives: falsePositives, falseNegatives: falseNegatives, lossSum: lossSum,
                    clippedComponents: clippedComponents)
            }
        }

        struct Contribution: Decodable {
            let delta: [UInt32]
            let examples: Int
            let metrics: Metrics
            let seed: UInt64
            let rows: [String]
            let evaluation: [String]
        }

        let name: String
        let codec: CodecParameters
        let parameterCount, plaintextBits, blocks, positionsPerBlock: Int
        let contributions: [Contribution]
        let sum: [String]
        let mean: [UInt32]
        let totals: Metrics

        var testDescription: String { name }

        func makeCodec() throws -> UpdateCodec {
            try UpdateCodec(parameters: codec, parameterCount: parameterCount, plaintextBits: plaintextBits)
        }
    }

    static let cases = (try? Vectors.decode([Case].self, "packing.json")) ?? []

    @Test func thereAreVectors() { #expect(Self.cases.count == 5) }

    @Test(arguments: cases)
    func contributionsAreTheSameBitForBit(vector: Case) throws {
        let codec = try vector.makeCodec()
        let layout = try BlockLayout(blocks: vector.blocks, positionsPerBlock: vector.positionsPerBlock)
        #expect(codec.layout(of: .training) == layout)
        for contribution in vector.contributions {
            var generator = SeededGenerator(seed: contribution.seed)
            let rows = try codec.encode(
                delta: contribution.delta.map(Float.init(bitPattern:)), examples: contribution.examples,
                metrics: contribution.metrics.local, using: &generator)
            #expect(integers(rows) == contribution.rows.compactMap { BigInteger(hex: $0) })
            let evaluation = try codec.encode(metrics: contribution.metrics.local)
            #expect(integers(evaluation) == contribution.evaluation.compactMap { BigInteger(hex: $0) })
        }
    }

    @Test(arguments: cases)
    func sumsDecodeToTheSameBitForBit(vector: Case) throws {
        let codec = try vector.makeCodec()
        var sum = PlaintextVector(count: vector.sum.count, limbsPerRow: (vector.plaintextBits + 63) / 64)
        for (row, hex) in vector.sum.enumerated() { sum[row] = try #require(BigInteger(hex: hex)) }
        let update = try codec.decode(sum, kind: .training, contributors: vector.contributions.count)
        #expect(update.mean.map(\.bitPattern) == vector.mean)
        #expect(update.totals == vector.totals.totals)
    }

    private func integers(_ vector: PlaintextVector) -> [BigInteger] { (0..<vector.count).map { vector[$0] } }
}
