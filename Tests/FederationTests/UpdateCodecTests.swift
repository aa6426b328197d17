import BigNumber
import Learning
import Paillier
import Primitives
import Testing

@testable import Federation

@Suite struct UpdateCodecTests {
    @Test(arguments: Seeds.some(200))
    func aSumDecodesToTheSumOfWhatWasPacked(seed: UInt64) throws {
        var sample = try CodecSample(seed: seed)
        let contributions = try sample.contributions()
        let codec = sample.codec
        let sum = PlaintextVector.sum(contributions)
        let update = try codec.decode(sum, kind: .training, contributors: contributions.count)
        // Each contribution's integers, read off its rows by division, have no part in how the codec adds or reads.
        let quantised = contributions.map { integers($0, codec.values, rows: 0..<codec.values.rows, codec) }
        let weights = sample.examples.map { codec.weightUnits(examples: $0) }
        let total = weights.reduce(0, +)
        #expect(update.totals.weightUnits == total)
        let unit = codec.parameters.clip / Double(codec.magnitude) * Double(codec.parameters.weightCap) / Double(total)
        for index in 0..<codec.parameterCount {
            let exact = quantised.reduce(0) { $0 + $1[index] - Int(codec.offset) }
            #expect(update.mean[index] == Float(Double(exact) * unit))
            let mean = zip(sample.deltas, weights).reduce(0.0) {
                $0 + clamped($1.0[index], codec.parameters.clip) * Double($1.1) / Double(total)
            }
            let tolerance = unit * Double(contributions.count) + codec.parameters.clip * 1e-6
            #expect(abs(Double(update.mean[index]) - mean) <= tolerance)
        }
    }

    @Test(arguments: Seeds.some(60))
    func totalsAreExact(seed: UInt64) throws {
        var sample = try CodecSample(seed: seed)
        let sum = try PlaintextVector.sum(sample.contributions())
        let totals = try sample.codec.decode(sum, kind: .training, contributors: sample.deltas.count).totals
        #expect(totals.heldOutExamples == sample.metrics.map(\.heldOutExamples).reduce(0, +))
        #expect(totals.truePositives == sample.metrics.map(\.truePositives).reduce(0, +))
        #expect(totals.falsePositives == sample.metrics.map(\.falsePositives).reduce(0, +))
        #expect(totals.falseNegatives == sample.metrics.map(\.falseNegatives).reduce(0, +))
        #expect(totals.lossSum == sample.metrics.map { ($0.lossSum * 1024).rounded() / 1024 }.reduce(0, +))
        let clip = sample.codec.parameters.clip
        #expect(totals.clippedComponents == sample.deltas.joined().count { abs(Double($0)) > clip })
    }

    @Test(arguments: Seeds.some(40))
    func aSchemesSumIsTheSumOfIntegers(seed: UInt64) throws {
        var sample = try CodecSample(seed: seed)
        let scheme = try NoOpScheme(plaintextBits: sample.plaintextBits)
        let layout = sample.codec.layout(of: .training)
        let contributions = try sample.contributions()
        let vectors = try contributions.map {
            try scheme.encrypt($0, layout: layout, context: Transcript.genesis)
        }
        let sum = scheme.sum(of: vectors, layout: layout)
        let expected = PlaintextVector.sum(contributions)
        #expect(sum.ciphertexts.rows == expected.rows)
    }

    @Test(arguments: Seeds.some(40))
    func anEvaluationCarriesTheMetricsAlone(seed: UInt64) throws {
        let sample = try CodecSample(seed: seed)
        let sum = try PlaintextVector.sum(sample.metrics.map { try sample.codec.encode(metrics: $0) })
        #expect(sum.count == sample.codec.layout(of: .evaluation).positions)
        let update = try sample.codec.decode(sum, kind: .evaluation, contributors: sample.metrics.count)
        #expect(update.mean.isEmpty)
        #expect(update.totals.weightUnits == 0)
        #expect(update.totals.heldOutExamples == sample.metrics.map(\.heldOutExamples).reduce(0, +))
    }

    @Test(arguments: [(4, 2), (16, 8), (24, 4096)])
    func slotsAtTheirTopDoNotCarry(valueBits: Int, participants: Int) throws {
        let parameters = CodecParameters(valueBits: valueBits, maximumParticipants: participants)
        let codec = try UpdateCodec(parameters: parameters, parameterCount: 50, plaintextBits: 511)
        var generator = SeededGenerator(seed: 1)
        let one = try codec.encode(
            delta: [Float](repeating: 7, count: 50), examples: 1 << 30, metrics: LocalMetrics(), using: &generator)
        var sum = one
        for row in 0..<sum.count { sum[row] = one[row] * BigInteger(participants) }
        let update = try codec.decode(sum, kind: .training, contributors: participants)
        #expect(update.mean == [Float](repeating: 1, count: 50))
        #expect(update.totals.clippedComponents == 50 * participants)
    }

    @Test func roundingIsUnbiased() throws {
        // 40,000 independent draws: the mean of a Bernoulli variable has a standard deviation of at most 0.0025.
        let count = 40_000
        let codec = try UpdateCodec(
            parameters: CodecParameters(valueBits: 4, weightCap: 16), parameterCount: count, plaintextBits: 3071)
        for (seed, component) in [(1, 0.013), (2, -0.4321), (3, 0.9999), (4, -1.0), (5, 0.5)] as [(UInt64, Float)] {
            var generator = SeededGenerator(seed: seed)
            let rows = try codec.encode(
                delta: [Float](repeating: component, count: count), examples: 8, metrics: LocalMetrics(),
                using: &generator)
            let values = integers(rows, codec.values, rows: 0..<codec.values.rows, codec)
            let mean = Double(values.reduce(0, +)) / Double(count) - Double(codec.offset)
            #expect(abs(mean - Double(component) * 0.5 * 7) < 0.015, "seed \(seed), component \(component)")
        }
    }

    @Test func weightsArePowersOfTwoUpToTheCap() throws {
        let codec = try UpdateCodec(
            parameters: CodecParameters(weightCap: 64), parameterCount: 1, plaintextBits: 256)
        let weights = [0, 1, 2, 3, 4, 63, 64, 65, 127, 1 << 40].map { codec.weightUnits(examples: $0) }
        #expect(weights == [0, 1, 2, 2, 4, 32, 64, 64, 64, 64])
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func aComponentThatIsNoNumberIsRefused(component: Float) throws {
        let codec = try UpdateCodec(parameters: CodecParameters(), parameterCount: 3, plaintextBits: 256)
        var generator = SeededGenerator(seed: 1)
        #expect(throws: FederationError.parameterNotFinite) {
            try codec.encode(delta: [0, component, 0], examples: 1, metrics: LocalMetrics(), using: &generator)
        }
        #expect(throws: FederationError.parameterCount(expected: 3, found: 2)) {
            try codec.encode(delta: [0, 0], examples: 1, metrics: LocalMetrics(), using: &generator)
        }
    }

    @Test func aMetricThatDoesNotFitIsRefused() throws {
        let codec = try UpdateCodec(parameters: CodecParameters(), parameterCount: 3, plaintextBits: 256)
        var metrics = LocalMetrics()
        for loss in [-1, .nan, .infinity, Double(1 << 30)] {
            metrics.lossSum = loss
            #expect(throws: FederationError.metricOutOfRange(name: "lossSum")) { try codec.encode(metrics: metrics) }
        }
        metrics.lossSum = Double(1 << 30) - 1
        #expect(throws: Never.self) { try codec.encode(metrics: metrics) }
        for count in [-1, 1 << 40] {
            metrics.heldOutExamples = count
            #expect(throws: FederationError.metricOutOfRange(name: "heldOutExamples")) {
                try codec.encode(metrics: metrics)
            }
        }
    }

    private func clamped(_ component: Float, _ clip: Double) -> Double { min(max(Double(component), -clip), clip) }

    private func integers(
        _ vector: PlaintextVector, _ layout: SlotLayout, rows: Range<Int>, _ codec: UpdateCodec
    ) -> [Int] {
        let base = BigInteger(1) << layout.slotBits
        return rows.flatMap { row in
            var rest = vector[row]
            return layout.slots(inRow: row).map { _ in
                defer { rest = rest >> layout.slotBits }
                return rest.modulo(base).word ?? -1
            }
        }
    }
}
