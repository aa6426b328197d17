import BigNumber
import Learning
import Paillier
import Testing

@testable import Federation

/// Sums that no well-formed contributions can have.
@Suite struct UpdateCodecVoidTests {
    let codec: UpdateCodec
    let sum: PlaintextVector
    let contributors = 3

    init() throws {
        // 8 + 2 bits a value, 25 slots in 255 bits: the last row of 160 values holds ten, and has five guard bits.
        codec = try UpdateCodec(
            parameters: CodecParameters(valueBits: 8, weightCap: 16, maximumParticipants: 4), parameterCount: 160,
            plaintextBits: 255)
        var generator = SeededGenerator(seed: 5)
        var metrics = LocalMetrics()
        (metrics.heldOutExamples, metrics.truePositives, metrics.falsePositives) = (10, 4, 6)
        let codec = codec
        sum = try PlaintextVector.sum(
            (0..<contributors).map { _ in
                try codec.encode(
                    delta: [Float](repeating: 0.5, count: 160), examples: 4, metrics: metrics, using: &generator)
            })
    }

    @Test func theSumItselfIsFine() throws {
        let update = try codec.decode(sum, kind: .training, contributors: contributors)
        #expect(update.totals.weightUnits == 12)
        #expect(codec.layout(of: .training).positions > codec.values.rows + codec.metrics.rows)
    }

    @Test(arguments: [1, 4, 25])
    func aSlotMayReachItsBoundAndNoFurther(slotInRow: Int) throws {
        // Three contributors of weight 4/16 and M = 127: ⌊12 · 127 / 16⌋ + 3 = 98 on either side of 3 · 128.
        let slot = slotInRow - 1
        for value in [384 - 98, 384 + 98] { try decode(with: value, inSlot: slot) }
        for value in [0, 384 - 99, 384 + 99, 1023] { expectVoid(setting: value, inSlot: slot) }
    }

    @Test func everyGuardBitIsChecked() {
        for bit in 250..<256 { expectVoid { $0[0] = $0[0] + (BigInteger(1) << bit) } }
        for bit in 100..<256 { expectVoid { $0[6] = $0[6] + (BigInteger(1) << bit) } }
        let last = codec.values.rows + codec.metrics.rows - 1
        let used = codec.metrics.slots(inRow: codec.metrics.rows - 1).count * codec.metrics.slotBits
        for bit in used..<256 { expectVoid { $0[last] = $0[last] + (BigInteger(1) << bit) } }
    }

    @Test func everySparePositionIsChecked() {
        for row in codec.values.rows + codec.metrics.rows..<sum.count {
            expectVoid { $0[row] = 1 }
            expectVoid { $0[row] = BigInteger(1) << 255 }
        }
    }

    @Test func totalsThatContradictEachOtherAreRefused() {
        expectVoid { set(.weightUnits, 0, in: &$0) }
        expectVoid { set(.weightUnits, 3 * 16 + 1, in: &$0) }
        expectVoid { set(.heldOutExamples, 29, in: &$0) }
        expectVoid { set(.falseNegatives, 1, in: &$0) }
        expectVoid { set(.clippedComponents, 3 * 160 + 1, in: &$0) }
        expectVoid { set(.lossSum, 3 * ((1 << 40) - 1) + 1, in: &$0) }
        expectVoid { set(.weightUnits, 1, in: &$0) }
    }

    @Test func aWeightWithoutAValueIsOnlyForTraining() throws {
        let codec = codec
        let metrics = LocalMetrics()
        var sum = try codec.encode(metrics: metrics)
        #expect(throws: Never.self) { try codec.decode(sum, kind: .evaluation, contributors: 1) }
        sum[0] = 1
        #expect(throws: FederationError.self) { try codec.decode(sum, kind: .evaluation, contributors: 1) }
    }

    @Test(arguments: [-1, 0, 5, Int.max])
    func anImpossibleNumberOfContributorsIsRefused(contributors: Int) {
        #expect(throws: FederationError.self) {
            try codec.decode(sum, kind: .training, contributors: contributors)
        }
    }

    @Test func aSumOfAnotherLengthIsRefused() {
        #expect(throws: FederationError.self) {
            try codec.decode(sum, kind: .evaluation, contributors: contributors)
        }
    }

    private func set(_ slot: MetricSlot, _ value: Int, in sum: inout PlaintextVector) {
        let row = codec.values.rows + slot.rawValue / codec.metrics.slotsPerRow
        put(value, row, slot.rawValue % codec.metrics.slotsPerRow, bits: codec.metrics.slotBits, in: &sum)
    }

    private func put(_ value: Int, _ row: Int, _ slot: Int, bits: Int, in sum: inout PlaintextVector) {
        let old = (sum[row] >> (slot * bits)).modulo(BigInteger(1) << bits)
        sum[row] = sum[row] - (old << (slot * bits)) + (BigInteger(value) << (slot * bits))
    }

    private func decode(with value: Int, inSlot slot: Int) throws {
        var changed = sum
        put(value, 1, slot, bits: 10, in: &changed)
        _ = try codec.decode(changed, kind: .training, contributors: contributors)
    }

    private func expectVoid(setting value: Int, inSlot slot: Int) {
        expectVoid { put(value, 1, slot, bits: 10, in: &$0) }
    }

    private func expectVoid(
        at location: SourceLocation = #_sourceLocation, _ change: (inout PlaintextVector) -> Void
    ) {
        var changed = sum
        change(&changed)
        let error = #expect(throws: FederationError.self, sourceLocation: location) {
            try codec.decode(changed, kind: .training, contributors: contributors)
        }
        guard case .sumOutOfRange = error else {
            Issue.record("\(String(describing: error))", sourceLocation: location)
            return
        }
    }
}
