package import BigNumber
public import Primitives

extension ThresholdScheme {
    /// A fresh r a block, with u = g^r and h_j^r for every position.
    public func makeMasks(layout: BlockLayout) -> Masks {
        makeMasks(layout: layout, randomness: key.parameters.randomExponents(count: layout.blocks))
    }

    /// The masks of given r, one a block in ⌈ℓ/64⌉ limbs.
    package func makeMasks(layout: BlockLayout, randomness: consuming SecretLimbs) -> Masks {
        check(layout)
        let wide = randomness.widened(count: layout.blocks, limbsEach: generatorPowers.exponentLimbs)
        let powers = encryptionTables.targets.secretPowers(randomness, count: layout.blocks)
        return Masks(
            layout: layout, entries: used(powers, layout),
            randomisers: generatorPowers.powers(wide, count: layout.blocks), exponents: randomness)
    }

    /// Blocks of a small layout use the first h_j only.
    private func used(_ powers: consuming SecretLimbs, _ layout: BlockLayout) -> SecretLimbs {
        guard layout.positionsPerBlock < maximumBlock else { return powers }
        return powers.narrowed(count: layout.blocks, limbsEach: layout.positionsPerBlock * key.square.entryLimbs)
    }

    /// Encrypts, and proves that it did so rightly.
    public func encrypt(
        _ plaintexts: PlaintextVector, layout: BlockLayout, context: Digest, masks: consuming Masks
    ) throws -> EncryptedVector {
        let bits = key.sizes.contributionRandomBits(blocks: layout.blocks)
        return try encrypt(
            plaintexts, layout: layout, context: context, masks: masks, nonce: .random(bits: bits))
    }

    /// Encrypts with a given ρ for the proof.
    package func encrypt(
        _ plaintexts: PlaintextVector, layout: BlockLayout, context: Digest, masks: consuming Masks,
        nonce: consuming SecretLimbs
    ) throws -> EncryptedVector {
        try check(plaintexts, masks: masks, layout: layout)
        let rows = key.square.encrypt(plaintexts.rows, masks: masks.entries)
        var vector = EncryptedVector(ciphertexts: CiphertextVector(rows: rows))
        let randomisers = masks.randomisers.bigEndianBytes(perRow: key.sizes.rootBytes)
        let root = body(of: vector).withUnsafeBytes { layout.root(of: $0) }
        let challenges = ContributionChallenges(
            context: context, randomisers: randomisers, root: root, layout: layout)
        let proof = prove(challenges, randomness: masks.exponents, nonce: nonce, layout: layout)
        vector.header = ContributionHeader(randomisers: randomisers, proof: proof)
        return vector
    }

    /// a1 = g^ρ, a2 = Hf^ρ, z = ρ + Σ e_b r_b over the integers.
    private func prove(
        _ challenges: ContributionChallenges, randomness: borrowing SecretLimbs, nonce: consuming SecretLimbs,
        layout: BlockLayout
    ) -> [[UInt8]] {
        let bits = key.sizes.contributionRandomBits(blocks: layout.blocks)
        let wide = nonce.widened(count: 1, limbsEach: generatorPowers.exponentLimbs)
        let first = generatorPowers.powers(wide, count: 1)[0]
        let second = key.root.power(target(of: challenges), secret: nonce, exponentBits: bits)
        let commitments = [first, second].map { $0.bigEndianBytes(count: key.sizes.rootBytes) }
        var answer = wide
        answer.add(randomness, times: challenges.blocks(layout, after: commitments))
        let width = ThresholdSizes.answerBytes(randomBits: bits)
        return commitments + [answer.withLimbs { BigInteger(limbs: $0).bigEndianBytes(count: width) }]
    }

    /// Hf = Π (h_j mod n)^{f_j} mod n.
    func target(of challenges: ContributionChallenges) -> BigInteger {
        let positions = challenges.positions
        return key.root.product(ofPowers: key.targets[rows: 0..<positions.count], exponents: positions)
    }
}
