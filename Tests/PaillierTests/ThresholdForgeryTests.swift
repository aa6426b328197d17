import BigNumber
import Primitives
import Testing

@testable import Paillier

/// Contributions of somebody who knows the protocol, and something else than its own randomness.
@Suite struct ThresholdForgeryTests {
    private let scene: ThresholdScene
    private let randomisers = PaillierError.proofInvalid(part: "randomisers")

    init() throws {
        scene = try ThresholdScene()
    }

    @Test("the copy, the inverse and the product of others' contributions cannot be proven")
    func stolen() throws {
        let (alice, bob) = (try scene.loose(scene.contribute()), try scene.loose(scene.contribute()))
        let (n, square) = (scene.n, scene.square)
        let thefts: [(u: [BigInteger], v: [BigInteger])] = [
            (alice.u, alice.v),
            (alice.u.map { $0.inverse(modulo: n) ?? 0 }, alice.v.map { $0.inverse(modulo: square) ?? 0 }),
            (zip(alice.u, bob.u).map { scene.modulo($0 * $1) }, zip(alice.v, bob.v).map(scene.multiply)),
        ]
        let context = Digest(sha256: [7])
        for theft in thefts {
            // The best that a thief can do: the victim's proof, or one of its own for an r that it makes up.
            let carried = LooseContribution(u: theft.u, v: theft.v, a1: alice.a1, a2: alice.a2, z: alice.z)
            let invented = scene.prove(theft.u, theft.v, scene.textbook().r, context: context)
            for one in [carried, invented] {
                #expect(scene.serverRefusal(one, context: context) == randomisers)
                #expect(scene.holderRefusal(one, context: context) == randomisers)
            }
        }
    }

    @Test("u = alice / bob · g^r would open alice twice: the holders' part is what prevents it")
    func stolenDelta() throws {
        let values = (0..<scene.layout.positions).map { BigInteger(1000 + 7 * $0) }
        let (alice, bob) = (try scene.contribute(values), try scene.contribute())
        let (looseAlice, looseBob) = (try scene.loose(alice), try scene.loose(bob))
        let own = scene.textbook()
        let inverses = looseBob.u.map { $0.inverse(modulo: scene.n) ?? 0 }
        let stolen = zip(zip(looseAlice.u, inverses), own.u).map { scene.modulo($0.0 * $0.1 * $1) }
        let forged = scene.prove(stolen, own.v, own.r)
        #expect(scene.holderRefusal(forged) == randomisers)

        // Holders that skip the check open 2 · alice, if somebody asks for alice² · h^r.
        let contributions = [alice, bob, try scene.decode(forged)]
        let shares = try (1...2).map { try scene.share($0, of: contributions) }
        var sum = scene.sum(contributions)
        let rows = looseAlice.v.enumerated().map { row, value in
            let (block, position) = row.quotientAndRemainder(dividingBy: scene.layout.positionsPerBlock)
            return scene.multiply(
                scene.multiply(value, value), scene.power(scene.key.targets[position], own.r[block]))
        }
        sum.ciphertexts = CiphertextVector(rows: ResidueVector(rows, limbsPerRow: scene.key.square.limbCount))
        let opened = try scene.scheme.combine(shares, sum: sum, layout: scene.layout)
        #expect(opened.rows.integers == values.map { 2 * $0 })
    }

    @Test("the server's part alone would let u have nothing to do with v")
    func otherRandomisers() {
        let own = scene.textbook()
        let forged = scene.prove(scene.textbook().u, own.v, own.r)
        #expect(scene.serverRefusal(forged) == randomisers)
        #expect(scene.holderRefusal(forged) == randomisers)
        // Where u is right and v is another r's, only the server can tell.
        let mixed = scene.prove(own.u, scene.textbook().v, own.r)
        #expect(scene.serverRefusal(mixed) == .proofInvalid(part: "ciphertexts"))
        #expect(scene.holderRefusal(mixed) == nil)
    }

    @Test("whoever could predict e would prove what it does not know: e comes after a1 and a2")
    func predictedBlockChallenges() throws {
        let victim = try scene.loose(scene.contribute())
        let seed = scene.seed(victim.u, victim.v)
        let guesses = scene.layout.blocks
        let e = (0..<guesses).map { _ in BigInteger.random(bits: 128) }
        let z = BigInteger.random(bits: scene.sizes.contributionRandomBits(blocks: guesses))
        let us = zip(victim.u, e).reduce(1) { scene.modulo($0 * $1.0.power($1.1, modulo: scene.n)) }
        let f = scene.positionChallenges(seed)
        let vs = victim.v.enumerated().reduce(BigInteger(1)) { product, entry in
            let (block, position) = entry.offset.quotientAndRemainder(dividingBy: scene.layout.positionsPerBlock)
            return scene.modulo(product * entry.element.power(e[block] * f[position], modulo: scene.n))
        }
        let a1 = scene.modulo(scene.generator.power(z, modulo: scene.n) * (us.inverse(modulo: scene.n) ?? 0))
        let a2 = scene.modulo(scene.target(seed).power(z, modulo: scene.n) * (vs.inverse(modulo: scene.n) ?? 0))
        // Both equations hold for the guessed e.
        #expect(scene.generator.power(z, modulo: scene.n) == scene.modulo(a1 * us))
        #expect(scene.target(seed).power(z, modulo: scene.n) == scene.modulo(a2 * vs))
        let forged = LooseContribution(u: victim.u, v: victim.v, a1: a1, a2: a2, z: z)
        #expect(scene.serverRefusal(forged) == randomisers)
        #expect(scene.holderRefusal(forged) == randomisers)
    }

    @Test("whoever could predict f would hide errors that cancel: f comes after all v")
    func predictedPositionChallenges() {
        let (u, v, r) = scene.textbook()
        let f = scene.positionChallenges(scene.seed(u, v))
        let error = scene.generator.power(BigInteger.random(bits: 200), modulo: scene.square)
        var wrong = v
        wrong[0] = scene.multiply(v[0], scene.power(error, f[1]))
        wrong[1] = scene.multiply(v[1], scene.power(error, -f[0]))
        let folded = { (rows: [BigInteger]) in scene.modulo(scene.product(Array(rows[0..<2]), f)) }
        #expect(folded(wrong) == folded(v))
        #expect(scene.serverRefusal(scene.prove(u, wrong, r)) == .proofInvalid(part: "ciphertexts"))
        // The old proof is one for other ciphertexts.
        let old = scene.prove(u, v, r)
        let carried = LooseContribution(u: u, v: wrong, a1: old.a1, a2: old.a2, z: old.z)
        #expect(scene.serverRefusal(carried) == randomisers)
    }

    @Test("a plaintext outside its slot is well formed: it opens to what it is, and nobody is named")
    func outsideTheSlot() throws {
        let values = [scene.n - 1] + (1..<scene.layout.positions).map { BigInteger($0) << (700 - $0) }
        let (u, v, r) = scene.textbook(values)
        let one = scene.prove(u, v, r)
        #expect(scene.serverRefusal(one) == nil && scene.holderRefusal(one) == nil)
        let honest = try scene.contribute(values.map { _ in 5 })
        #expect(try scene.open([scene.decode(one), honest]) == values.map { scene.modulo($0 + 5) })
    }
}
