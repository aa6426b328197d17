import BigNumber
public import Primitives

extension ThresholdScheme {
    /// Reads randomisers in 1 ..< n, a proof in its range and ciphertexts in 1 ..< n².
    public func decode(
        header: ContributionHeader, body: UnsafeRawBufferPointer, layout: BlockLayout
    ) throws -> EncryptedVector {
        try checkSizes(header: header, body: body, layout: layout)
        _ = try key.randomisers(of: header, blocks: layout.blocks)
        _ = try ContributionProof(header, key: key, layout: layout)
        do {
            let rows = try key.square.residues(bigEndian: body, count: layout.positions)
            return EncryptedVector(header: header, ciphertexts: CiphertextVector(rows: rows))
        } catch BigNumberError.residueOutOfRange(let row) {
            throw PaillierError.ciphertextOutOfRange(row: row)
        }
    }

    /// Checks both parts of the proof.
    public func verify(_ contribution: EncryptedVector, layout: BlockLayout, context: Digest) throws {
        let root = body(of: contribution).withUnsafeBytes { layout.root(of: $0) }
        let (proof, challenges, blocks) = try audited(contribution.header, root, layout, context)
        let products = key.root.products(
            of: contribution.ciphertexts.rows, exponents: challenges.positions)
        try require(
            key.root.power(target(of: challenges), proof.answer), isSignOf: proof.second, times: products, blocks,
            part: "ciphertexts")
    }

    /// Checks that the contributor knows every r_b: (g^z)² = (a1 · Π u_b^{e_b})² mod n.
    public func audit(_ header: ContributionHeader, root: Digest, layout: BlockLayout, context: Digest) throws {
        _ = try audited(header, root, layout, context)
    }

    private func audited(
        _ header: ContributionHeader, _ root: Digest, _ layout: BlockLayout, _ context: Digest
    ) throws -> (ContributionProof, ContributionChallenges, ResidueVector) {
        let randomisers = try key.randomisers(of: header, blocks: layout.blocks)
        let proof = try ContributionProof(header, key: key, layout: layout)
        let challenges = ContributionChallenges(
            context: context, randomisers: header.randomisers, root: root, layout: layout)
        let blocks = challenges.blocks(layout, after: Array(header.proof[0..<2]))
        let answer = SecretLimbs(proof.answer, count: generatorPowers.exponentLimbs)
        try require(
            generatorPowers.powers(answer, count: 1)[0], isSignOf: proof.first, times: randomisers, blocks,
            part: "randomisers")
        return (proof, challenges, blocks)
    }

    /// Compares squares: a sign would pass an unsquared product half the time; squared, statements hold up to a sign,
    /// which later squares remove.
    private func require(
        _ power: BigInteger, isSignOf commitment: BigInteger, times bases: ResidueVector, _ exponents: ResidueVector,
        part: String
    ) throws {
        let n = key.root.value
        let product = key.root.product(
            ofPowers: bases, exponents: exponents)
        let expected = (commitment * product).modulo(n)
        guard (power * power).modulo(n) == (expected * expected).modulo(n) else {
            throw PaillierError.proofInvalid(part: part)
        }
    }
}
