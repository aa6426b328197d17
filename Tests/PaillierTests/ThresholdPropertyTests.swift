import BigNumber
import BigNumberTesting
import Testing

@testable import Paillier

/// What holds for every federation and every round; a failure prints the seed.
@Suite struct ThresholdPropertyTests {
    /// A federation and a layout of some size.
    private static func scene(_ random: inout SplitMix64) throws -> ThresholdScene {
        let holders = Int.random(in: 1...9, using: &random)
        let positions = Int.random(in: 1...6, using: &random)
        return try ThresholdScene(
            threshold: .random(in: 1...holders, using: &random), holders: holders,
            blocks: .random(in: 1...10, using: &random), positions: positions,
            maximumBlock: positions + .random(in: 0...2, using: &random),
            exponents: ExponentLength.allCases.randomElement(using: &random) ?? .short)
    }

    private static func describe(_ scene: ThresholdScene) -> Comment {
        let (sizes, layout) = (scene.sizes, scene.layout)
        return """
            \(sizes.threshold) of \(sizes.holders), ℓ = \(sizes.exponentBits), K ≤ \(sizes.maximumBlock), \
            \(layout.blocks) × \(layout.positionsPerBlock)
            """
    }

    @Test("every sum of accepted contributions opens, whoever gives the shares", arguments: SplitMix64.seeds)
    func completeness(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<4 {
            let scene = try Self.scene(&random)
            let layout = scene.layout
            var expected = [BigInteger](repeating: 0, count: layout.positions)
            var contributions: [EncryptedVector] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let values = expected.map { _ in random.integer(bits: scene.scheme.plaintextBits) }
                for (row, value) in values.enumerated() { expected[row] = scene.modulo(expected[row] + value) }
                let sent = try scene.contribute(values)
                let vector = try scene.scheme.decode(
                    header: sent.header, body: scene.scheme.body(of: sent), layout: layout)
                try scene.scheme.verify(vector, layout: layout, context: ThresholdScene.context)
                let root = scene.root(vector.ciphertexts.rows.integers)
                try scene.scheme.audit(vector.header, root: root, layout: layout, context: ThresholdScene.context)
                contributions.append(vector)
            }
            let holders = (1...scene.sizes.holders).shuffled(using: &random).prefix(scene.sizes.threshold)
            #expect(try scene.open(contributions, holders: Array(holders)) == expected, Self.describe(scene))
        }
    }

    @Test("shares of any blocks, in any order of holders, open all blocks", arguments: SplitMix64.seeds)
    func divided(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<3 {
            let scene = try Self.scene(&random)
            let contribution = try scene.contribute()
            // Every block gets its own choice of holders.
            var blocks = [[Int]](repeating: [], count: scene.sizes.holders)
            for block in scene.everything {
                for holder in blocks.indices.shuffled(using: &random).prefix(scene.sizes.threshold) {
                    blocks[holder].append(block)
                }
            }
            var shares: [DecryptionShare] = []
            for holder in blocks.indices.shuffled(using: &random) where !blocks[holder].isEmpty {
                shares.append(try scene.share(holder + 1, of: [contribution], blocks: blocks[holder]))
            }
            for share in shares { try scene.verify(share, of: contribution) }
            let opened = try scene.scheme.combine(shares, sum: contribution, layout: scene.layout)
            let expected = (0..<scene.layout.positions).map { BigInteger(100 + $0) }
            #expect(opened.rows.integers == expected, Self.describe(scene))
        }
    }

    @Test("one bit changed anywhere in a contribution is refused", arguments: SplitMix64.seeds)
    func changedContribution(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let scene = try Self.scene(&random)
        let honest = try scene.contribute()
        let parts = [honest.header.randomisers, scene.scheme.body(of: honest)] + honest.header.proof
        for part in parts.indices {
            for _ in 0..<3 {
                var changed = parts
                let index = Int.random(in: changed[part].indices, using: &random)
                changed[part][index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                let header = ContributionHeader(randomisers: changed[0], proof: Array(changed[2...]))
                let error = scene.refusal {
                    let vector = try scene.scheme.decode(header: header, body: changed[1], layout: scene.layout)
                    try scene.scheme.verify(vector, layout: scene.layout, context: ThresholdScene.context)
                }
                #expect(error != nil, "part \(part), byte \(index)")
            }
        }
    }

    @Test("one bit changed anywhere in a share is refused, and its holder named", arguments: SplitMix64.seeds)
    func changedShare(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let scene = try Self.scene(&random)
        let contribution = try scene.contribute()
        let holder = Int.random(in: 1...scene.sizes.holders, using: &random)
        let honest = try scene.share(holder, of: [contribution])
        for _ in 0..<8 {
            var changed = honest
            let index = Int.random(in: changed.payload.indices, using: &random)
            changed.payload[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let error = scene.refusal { try scene.verify(changed, of: contribution) }
            guard case .shareInvalid(holder, _) = error else {
                Issue.record("byte \(index): \(String(describing: error))")
                continue
            }
        }
    }
}
