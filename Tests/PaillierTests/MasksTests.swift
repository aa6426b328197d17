import BigNumber
import Primitives
import Synchronization
import Testing

@testable import Paillier

/// Masks are used once. That nobody uses them twice is a matter of types, and there is nothing to run: `Masks` is not
/// copyable and `encrypt` consumes it, so that a second use does not compile.
@Suite struct MasksTests {
    /// What a vector was when it was wiped, and where it was.
    private final class Witness: Sendable {
        private let seen = Mutex<(address: UInt, limbs: [UInt])?>(nil)

        var address: UInt? { seen.withLock { $0?.address } }
        var limbs: [UInt]? { seen.withLock { $0?.limbs } }

        func look(_ rows: ResidueVector) {
            rows.withAllLimbs { limbs in seen.withLock { $0 = (MasksTests.address(limbs), Array(limbs)) } }
        }
    }

    private static func address(_ limbs: UnsafeBufferPointer<UInt>) -> UInt { UInt(bitPattern: limbs.baseAddress) }

    /// Rows that nobody else has, and their address.
    private static func rows(_ count: Int, limbs: Int, address: inout UInt) -> ResidueVector {
        let rows = ResidueVector(repeating: 7, count: count, limbsPerRow: limbs)
        address = rows.withAllLimbs(Self.address)
        return rows
    }

    @Test("masks that nobody used are wiped where they were")
    func dropped() throws {
        let (witness, layout) = (Witness(), try BlockLayout(blocks: 2, positionsPerBlock: 2))
        var address: UInt = 0
        do {
            let masks = Masks(
                layout: layout, rows: Self.rows(4, limbs: 3, address: &address), whenWiped: { witness.look($0) })
            #expect(masks.byteCount == 96)
            #expect(witness.limbs == nil)
        }
        #expect(witness.limbs == Array(repeating: 0, count: 12))
        #expect(witness.address == address)
    }

    @Test("ciphertexts take the masks' place, and no mask is left")
    func encrypted() throws {
        let (witness, scene) = (Witness(), try ThresholdScene())
        var address: UInt = 0
        let vector = try encrypt(scene, witness, &address, scene.scheme.plaintexts(for: scene.layout))
        #expect(vector.ciphertexts.rows.withAllLimbs(Self.address) == address)
        #expect(witness.limbs == [])
    }

    @Test("masks for plaintexts that are refused are wiped too")
    func refused() throws {
        let (witness, scene) = (Witness(), try ThresholdScene())
        var address: UInt = 0
        var plaintexts = scene.scheme.plaintexts(for: scene.layout)
        plaintexts[1] = scene.n
        #expect(throws: PaillierError.plaintextTooLarge(row: 1, bits: 767)) {
            try encrypt(scene, witness, &address, plaintexts)
        }
        #expect(witness.limbs?.allSatisfy { $0 == 0 } == true)
        #expect(witness.limbs?.isEmpty == false && witness.address == address)
    }

    private func encrypt(
        _ scene: ThresholdScene, _ witness: Witness, _ address: inout UInt, _ plaintexts: PlaintextVector
    ) throws -> EncryptedVector {
        let (blocks, key) = (scene.layout.blocks, scene.key)
        let masks = Masks(
            layout: scene.layout,
            rows: Self.rows(scene.layout.positions, limbs: key.square.limbCount, address: &address),
            randomisers: ResidueVector(repeating: 1, count: blocks, limbsPerRow: key.root.limbCount),
            exponents: SecretLimbs.random(count: blocks, bits: scene.sizes.exponentBits),
            whenWiped: { witness.look($0) })
        return try scene.scheme.encrypt(
            plaintexts, layout: scene.layout, context: ThresholdScene.context, masks: masks)
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
        #expect(masks.takeRows().integers == expected)
        #expect(masks.randomisers.integers == r.map { scene.generator.power($0, modulo: scene.n) })
    }
}
