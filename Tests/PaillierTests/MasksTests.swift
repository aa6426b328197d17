import BigNumber
import Primitives
import Testing

@testable import Paillier

/// Masks are used once. That nobody uses them twice, and that they are wiped with their owner, is a matter of types, and
/// there is nothing to run: `Masks` cannot be copied, `encrypt` consumes it, and it holds them in `SecretLimbs`, whose
/// wiping `SecretTests` looks at.
@Suite struct MasksTests {
    @Test("masks tell how much memory they take")
    func byteCount() throws {
        let masks = Masks(
            layout: try BlockLayout(blocks: 2, positionsPerBlock: 2), entries: SecretLimbs(zeroCount: 12),
            randomisers: ResidueVector(count: 2, limbsPerRow: 3), exponents: SecretLimbs(zeroCount: 5))
        #expect(masks.byteCount == 8 * (12 + 6 + 5))
    }

    @Test("no two blocks of any contributions share a u, and no two ciphertexts are alike")
    func fresh() throws {
        let scene = try ThresholdScene(blocks: 8)
        let zeros = [BigInteger](repeating: 0, count: scene.layout.positions)
        let contributions = try (0..<8).map { _ in try scene.loose(scene.contribute(zeros)) }
        #expect(Set(contributions.flatMap(\.u)).count == 64)
        #expect(Set(contributions.flatMap(\.v)).count == 128)
        #expect(Set(contributions.flatMap { [$0.a1, $0.a2, $0.z] }).count == 24)
    }

    @Test("masks for short blocks are those of the first positions")
    func shortBlocks() throws {
        let scene = try ThresholdScene(blocks: 2, positions: 2, maximumBlock: 5)
        let r = (0..<2).map { _ in BigInteger.random(bits: 256) }
        let masks = scene.scheme.makeMasks(
            layout: scene.layout, randomness: SecretLimbs(concatenating: r.map { ($0, 4) }))
        let targets = scene.key.targets.integers
        let expected = r.flatMap { r in targets[0..<2].map { scene.power($0, r) } }
        // Zero is hidden by nothing but the mask.
        let zeros = scene.scheme.plaintexts(for: scene.layout).rows
        #expect(scene.key.square.encrypt(zeros, masks: masks.entries).integers == expected)
        #expect(masks.randomisers.integers == r.map { scene.generator.power($0, modulo: scene.n) })
    }
}
