import BigNumber
import Primitives
import Testing

@testable import Paillier

/// A contribution as numbers, for those who want to change them.
struct LooseContribution {
    var u: [BigInteger]
    var v: [BigInteger]
    var a1: BigInteger
    var a2: BigInteger
    var z: BigInteger
}

extension ThresholdScene {
    /// A contribution of plain formulas, and the r that it was made with.
    func textbook(_ values: [BigInteger]? = nil) -> (u: [BigInteger], v: [BigInteger], r: [BigInteger]) {
        let r = (0..<layout.blocks).map { _ in BigInteger.random(bits: sizes.exponentBits) }
        let values = values ?? (0..<layout.positions).map { BigInteger(100 + $0) }
        let targets = key.targets.integers
        let v = values.enumerated().map { row, value in
            let (block, position) = row.quotientAndRemainder(dividingBy: layout.positionsPerBlock)
            return multiply(1 + value * n, power(targets[position], r[block]))
        }
        return (r.map { generator.power($0, modulo: n) }, v, r)
    }

    /// Proves that r is behind u and v, whether it is or not.
    func prove(
        _ u: [BigInteger], _ v: [BigInteger], _ r: [BigInteger], context: Digest = context
    ) -> LooseContribution {
        let seed = seed(u, v, context)
        let rho = BigInteger.random(bits: sizes.contributionRandomBits(blocks: layout.blocks))
        let (a1, a2) = (generator.power(rho, modulo: n), target(seed).power(rho, modulo: n))
        let z = zip(blockChallenges(seed, a1, a2), r).reduce(rho) { $0 + $1.0 * $1.1 }
        return LooseContribution(u: u, v: v, a1: a1, a2: a2, z: z)
    }

    /// seed0 of these numbers.
    func seed(_ u: [BigInteger], _ v: [BigInteger], _ context: Digest = context) -> Digest {
        var uHash = TaggedHash("grok/v1/u")
        uHash.append(u.flatMap { $0.bigEndianBytes(count: sizes.rootBytes) })
        var hash = TaggedHash("grok/v1/poc/0")
        hash.append(context)
        hash.append(uHash.finish())
        hash.append(root(v))
        return hash.finish()
    }

    func root(_ v: [BigInteger]) -> Digest {
        v.flatMap { $0.bigEndianBytes(count: sizes.squareBytes) }.withUnsafeBytes { layout.root(of: $0) }
    }

    func positionChallenges(_ seed: Digest) -> [BigInteger] {
        Challenges.draw(seed, "f", 0..<layout.positionsPerBlock).integers
    }

    func blockChallenges(_ seed: Digest, _ a1: BigInteger, _ a2: BigInteger) -> [BigInteger] {
        var hash = TaggedHash("grok/v1/poc/1")
        hash.append(seed)
        for commitment in [a1, a2] { hash.append(commitment.bigEndianBytes(count: sizes.rootBytes)) }
        return Challenges.draw(hash.finish(), "e", 0..<layout.blocks).integers
    }

    /// Hf.
    func target(_ seed: Digest) -> BigInteger {
        modulo(product(key.targets.integers, positionChallenges(seed)))
    }

    /// An honest contribution as numbers.
    func loose(_ vector: EncryptedVector) throws -> LooseContribution {
        let proof = vector.header.proof.map { BigInteger(bigEndian: $0) }
        return LooseContribution(
            u: try key.randomisers(of: vector.header, blocks: layout.blocks).integers,
            v: vector.ciphertexts.rows.integers, a1: proof[0], a2: proof[1], z: proof[2])
    }

    /// Numbers as bytes; those of another length than theirs keep it.
    func header(_ one: LooseContribution) -> ContributionHeader {
        let bits = sizes.contributionRandomBits(blocks: layout.blocks)
        return ContributionHeader(
            randomisers: one.u.flatMap { bytes($0, sizes.rootBytes) },
            proof: [one.a1, one.a2].map { bytes($0, sizes.rootBytes) }
                + [bytes(one.z, ThresholdSizes.answerBytes(randomBits: bits))])
    }

    private func bytes(_ value: BigInteger, _ count: Int) -> [UInt8] {
        value.bigEndianBytes(count: max(count, value.byteCount))
    }

    /// What the server reads from the wire.
    func decode(_ one: LooseContribution) throws -> EncryptedVector {
        try scheme.decode(
            header: header(one), body: one.v.flatMap { bytes($0, sizes.squareBytes) }, layout: layout)
    }

    /// What the server says of it.
    func serverRefusal(_ one: LooseContribution, context: Digest = context) -> PaillierError? {
        let alone = refusal { try scheme.verify(decode(one), layout: layout, context: context) }
        expectTheSameAmongOthers(of: one, context, alone)
        return alone
    }

    /// Among honest ones it is the one that is refused, and for the same reason.
    private func expectTheSameAmongOthers(of one: LooseContribution, _ context: Digest, _ error: PaillierError?) {
        guard let received = try? receive(one, context: context) else { return }
        for place in [0, 3] {
            let contributions = (0..<4).map { $0 == place ? received : honest }
            let flaws = scheme.flaws(in: contributions, layout: layout)
            #expect(flaws.map { $0 as? PaillierError } == contributions.indices.map { $0 == place ? error : nil })
        }
    }

    /// What the server reads from the wire, with what its proof is about.
    private func receive(_ one: LooseContribution, context: Digest) throws -> ReceivedContribution {
        try scheme.receive(
            header: header(one), body: one.v.flatMap { bytes($0, sizes.squareBytes) }, layout: layout,
            context: context)
    }

    /// What a holder says of it, who has the root and never sees v.
    func holderRefusal(
        _ one: LooseContribution, root: Digest? = nil, context: Digest = context
    ) -> PaillierError? {
        let claim = ContributionClaim(header: header(one), root: root ?? self.root(one.v), context: context)
        let alone = refusal { try scheme.audit(claim.header, root: claim.root, layout: layout, context: context) }
        expectTheSameAmongOthers(of: claim, alone)
        return alone
    }

    /// Among honest ones it is the one that does not pass, and for the same reason.
    private func expectTheSameAmongOthers(of claim: ContributionClaim, _ error: PaillierError?) {
        for place in [0, 1, 9] {
            let claims = (0..<10).map { $0 == place ? claim : honest.claim }
            let flaw = scheme.firstFlaw(in: claims, layout: layout)
            #expect(flaw?.place == error.map { _ in place })
            #expect(flaw?.error as? PaillierError == error)
        }
    }
}
