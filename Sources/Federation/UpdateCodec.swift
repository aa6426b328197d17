public import Paillier

/// Between a delta and the vector of plaintexts that is encrypted, and back from the sum of such vectors.
///
/// A component d becomes round(clamp(d, ± clip) · weight / clip · M) with M = 2^(valueBits − 1) − 1, rounded
/// stochastically, in offset binary (+ 2^(valueBits − 1)), in a slot that holds the sum of `maximumParticipants` of
/// them. After the components come the metrics, in wider slots from a row of their own on; spare rows are zero.
public struct UpdateCodec: Sendable {
    /// The numbers both ends agree on.
    public let parameters: CodecParameters
    /// Components of a delta.
    public let parameterCount: Int
    /// Limbs of a row: as many as the scheme's plaintexts have.
    let limbsPerRow: Int
    let values: SlotLayout
    let metrics: SlotLayout
    private let trainingLayout: BlockLayout
    private let evaluationLayout: BlockLayout

    /// - Parameters:
    ///   - plaintextBits: bits that a plaintext of the scheme can carry.
    /// - Throws: ``FederationError/budget(_:)`` when a sum could carry into its neighbour, a slot does not fit or the
    ///   model is too large for the plaintexts.
    public init(parameters: CodecParameters, parameterCount: Int, plaintextBits: Int) throws {
        try parameters.validate()
        guard parameterCount > 0 else { throw FederationError.budget("a model without parameters has no update") }
        limbsPerRow = (plaintextBits + UInt.bitWidth - 1) / UInt.bitWidth
        self.parameters = parameters
        self.parameterCount = parameterCount
        values = try SlotLayout(
            slotBits: parameters.valueSlotBits, plaintextBits: plaintextBits, count: parameterCount)
        metrics = try SlotLayout(
            slotBits: parameters.metricSlotBits, plaintextBits: plaintextBits, count: MetricSlot.allCases.count)
        trainingLayout = try Self.layout(rows: values.rows + metrics.rows)
        evaluationLayout = try Self.layout(rows: metrics.rows)
    }

    private static func layout(rows: Int) throws -> BlockLayout {
        guard rows <= maximumBlock * maximumBlocks else {
            throw FederationError.budget(
                "the model fills \(rows) plaintexts; a contribution has at most \(maximumBlock * maximumBlocks)")
        }
        return try BlockLayout(holding: rows, maximumBlock: maximumBlock)
    }

    /// The blocks of a contribution of this kind: an evaluation carries the metrics alone.
    public func layout(of kind: RoundKind) -> BlockLayout {
        switch kind {
        case .evaluation: evaluationLayout
        case .training: trainingLayout
        }
    }

    /// Positions that a block may have: the bases that the threshold scheme needs tables for. With 3072 bits a thousand
    /// participants' 2^16 parameters fit eight blocks of them, one a lane of the kernel.
    public static let maximumBlock = 72

    /// Blocks that a contribution may have: a multiple of eight that 16 bits number.
    static let maximumBlocks = 65_528

    func valueRows(of kind: RoundKind) -> Int {
        switch kind {
        case .evaluation: 0
        case .training: values.rows
        }
    }

    /// The largest magnitude of a quantised component, M.
    var magnitude: Int64 { offset - 1 }
    /// What zero is in offset binary.
    var offset: Int64 { 1 << Int64(parameters.valueBits - 1) }

    /// The weight of a participant with `examples` training examples, in units of 1 / weightCap.
    ///
    /// Rounded down to a power of two so that a total tells little about one participant's count.
    public func weightUnits(examples: Int) -> Int {
        guard examples > 0 else { return 0 }
        let powerOfTwo = 1 << (Int.bitWidth - 1 - examples.leadingZeroBitCount)
        return min(powerOfTwo, parameters.weightCap)
    }
}
