import Paillier
import Testing

@testable import Federation

@Suite struct CodecBudgetTests {
    @Test(arguments: [
        CodecParameters(valueBits: 3), CodecParameters(valueBits: 25), CodecParameters(metricBits: 39),
        CodecParameters(metricBits: 49), CodecParameters(clip: 0), CodecParameters(clip: -1),
        CodecParameters(clip: .nan), CodecParameters(clip: .infinity), CodecParameters(clip: 1000.5),
        CodecParameters(weightCap: 0), CodecParameters(weightCap: 3), CodecParameters(weightCap: 1 << 21),
        CodecParameters(weightCap: .min), CodecParameters(maximumParticipants: 1),
        CodecParameters(maximumParticipants: 4097), CodecParameters(maximumParticipants: .min),
    ])
    func numbersOutOfRangeAreABudgetError(parameters: CodecParameters) {
        expectBudgetError(parameters, parameterCount: 10, plaintextBits: 3071)
    }

    @Test func aSlotThatDoesNotFitThePlaintextIsABudgetError() throws {
        // Room for 8: 40 + 3 bits a metric.
        _ = try UpdateCodec(parameters: CodecParameters(), parameterCount: 10, plaintextBits: 43)
        for bits in [42, 19, 0, -64] {
            expectBudgetError(CodecParameters(), parameterCount: 10, plaintextBits: bits)
        }
    }

    @Test func aModelThatDoesNotFitIsABudgetError() throws {
        expectBudgetError(CodecParameters(), parameterCount: 0, plaintextBits: 3071)
        // Two slots of 19 bits a row, and seven rows of metrics.
        let largest = 2 * (UpdateCodec.maximumBlock * 65_528 - 7)
        let codec = try UpdateCodec(parameters: CodecParameters(), parameterCount: largest, plaintextBits: 43)
        #expect(codec.layout(of: .training).blocks == 65_528)
        expectBudgetError(CodecParameters(), parameterCount: largest + 1, plaintextBits: 43)
        expectBudgetError(CodecParameters(), parameterCount: 1 << 40, plaintextBits: 43)
    }

    @Test(arguments: [(2, 1), (3, 2), (4, 2), (5, 3), (8, 3), (9, 4), (4096, 12)])
    func headroomHoldsTheSumOfAll(participants: Int, bits: Int) {
        let parameters = CodecParameters(valueBits: 16, metricBits: 40, maximumParticipants: participants)
        #expect(parameters.valueSlotBits == 16 + bits)
        #expect(parameters.metricSlotBits == 40 + bits)
        #expect(participants * ((1 << 16) - 1) < 1 << parameters.valueSlotBits)
    }

    @Test func theDesignsFigureHolds() throws {
        // 65,536 parameters and a bias, room for 8, a 3072-bit key: at most 0.33 MB.
        let codec = try UpdateCodec(parameters: CodecParameters(), parameterCount: 65_537, plaintextBits: 3071)
        let layout = codec.layout(of: .training)
        #expect(layout.blocks % 8 == 0)
        #expect(layout.positionsPerBlock <= UpdateCodec.maximumBlock)
        #expect(layout.positions * 768 <= 330_000)
    }

    private func expectBudgetError(
        _ parameters: CodecParameters, parameterCount: Int, plaintextBits: Int,
        at location: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: FederationError.self, sourceLocation: location) {
            try UpdateCodec(parameters: parameters, parameterCount: parameterCount, plaintextBits: plaintextBits)
        }
        guard case .budget = error else {
            Issue.record("\(String(describing: error))", sourceLocation: location)
            return
        }
    }
}
