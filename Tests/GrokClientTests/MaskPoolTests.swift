import GrokClient
import GrokTesting
import Paillier
import Primitives
import Testing

/// Masks made ahead of time, which only their types keep from being used twice: they cannot be copied.
@Suite struct MaskPoolTests {
    private let scheme: any AdditiveScheme
    private let layout: BlockLayout

    init() throws {
        scheme = try TestFederation(["alice", "bob", "sue"], key: .threshold, threshold: 2).scheme
        layout = try BlockLayout(blocks: 2, positionsPerBlock: scheme.maximumBlock)
    }

    @Test func oneSetIsKeptUntilItIsTaken() {
        let pool = MaskPool(scheme, layout: layout)
        #expect(!pool.isFull)
        pool.fill()
        pool.fill()
        #expect(pool.isFull)
        #expect(pool.take(for: layout).layout == layout)
        #expect(!pool.isFull)
    }

    @Test func whoFindsNoneGetsFreshOnes() throws {
        let pool = MaskPool(scheme, layout: layout)
        #expect(pool.take(for: layout).byteCount > 0)
        let other = try BlockLayout(blocks: 1, positionsPerBlock: 1)
        pool.fill()
        #expect(pool.take(for: other).layout == other)
        #expect(pool.isFull)
    }

    @Test func noTwoContributionsShareARandomiser() throws {
        let pool = MaskPool(scheme, layout: layout)
        var randomisers: Set<[UInt8]> = []
        for round in 0..<4 {
            if round.isMultiple(of: 2) { pool.fill() }
            let vector = try scheme.encrypt(
                scheme.plaintexts(for: layout), layout: layout, context: Digest(sha256: []),
                masks: pool.take(for: layout))
            let width = vector.header.randomisers.count / layout.blocks
            for block in 0..<layout.blocks {
                randomisers.insert(Array(vector.header.randomisers[block * width..<(block + 1) * width]))
            }
        }
        #expect(randomisers.count == 4 * layout.blocks)
    }
}
