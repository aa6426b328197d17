/// How a vector of plaintexts is cut: `blocks` blocks of exactly `positionsPerBlock` positions. Spare positions hold 0.
///
/// A holder decrypts by blocks; with a threshold key a block shares one random number, and each position has a key of
/// its own.
public struct BlockLayout: Hashable, Sendable {
    /// How many blocks there are (B).
    public let blocks: Int
    /// How many plaintexts a block has (K).
    public let positionsPerBlock: Int

    /// All plaintexts.
    public var positions: Int { blocks * positionsPerBlock }

    /// No vector is longer: far beyond any model here, and small enough that sizes in bytes never overflow.
    public static let maximumPositions = 1 << 24

    /// A vector kernel works on this many blocks side by side.
    private static let lanes = 8

    /// A layout as it is.
    ///
    /// - Throws: `PaillierError.layoutInvalid` unless both are positive and the product is at most `maximumPositions`.
    public init(blocks: Int, positionsPerBlock: Int) throws {
        let (positions, overflow) = blocks.multipliedReportingOverflow(by: positionsPerBlock)
        guard blocks > 0, positionsPerBlock > 0, !overflow, positions <= Self.maximumPositions else {
            throw PaillierError.layoutInvalid(blocks: blocks, positionsPerBlock: positionsPerBlock)
        }
        self.blocks = blocks
        self.positionsPerBlock = positionsPerBlock
    }

    /// The smallest layout with room for `positions` plaintexts and at most `maximumBlock` of them in a block: as many
    /// blocks as the kernel has lanes, or a multiple of that; fewer only where there are fewer plaintexts.
    ///
    /// - Throws: `PaillierError.layoutInvalid` where there is nothing to hold, or too much.
    public init(holding positions: Int, maximumBlock: Int) throws {
        guard positions > 0, maximumBlock > 0, positions <= Self.maximumPositions else {
            throw PaillierError.layoutInvalid(blocks: positions, positionsPerBlock: maximumBlock)
        }
        let fewest = Self.quotient(positions, maximumBlock)
        let blocks = positions < Self.lanes ? fewest : Self.quotient(fewest, Self.lanes) * Self.lanes
        try self.init(blocks: blocks, positionsPerBlock: Self.quotient(positions, blocks))
    }

    /// Which rows of the whole vector a block is.
    package func rows(of block: Int) -> Range<Int> {
        block * positionsPerBlock..<(block + 1) * positionsPerBlock
    }

    /// Whether these are blocks of this layout: at least one, in ascending order, none twice.
    package func contains(_ blocks: [Int]) -> Bool {
        guard let first = blocks.first, let last = blocks.last else { return false }
        return first >= 0 && last < self.blocks && zip(blocks, blocks.dropFirst()).allSatisfy(<)
    }

    private static func quotient(_ dividend: Int, _ divisor: Int) -> Int {
        (dividend + divisor - 1) / divisor
    }
}

extension BlockLayout: Codable {
    private enum Key: String, CodingKey {
        case blocks
        case positionsPerBlock
    }

    /// Reads and checks a layout.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try self.init(
            blocks: container.decode(Int.self, forKey: .blocks),
            positionsPerBlock: container.decode(Int.self, forKey: .positionsPerBlock))
    }
}
