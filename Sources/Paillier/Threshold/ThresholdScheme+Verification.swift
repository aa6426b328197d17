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
        let claim = ContributionClaim(header: contribution.header, root: root, context: context)
        let statement = try RandomiserStatement(claim, key: key, layout: layout)
        try audit(statement)
        let products = key.root.products(
            of: contribution.ciphertexts.rows, exponents: statement.challenges.positions)
        try require(
            key.root.power(target(of: statement.challenges), statement.proof.answer),
            isSignOf: statement.proof.second, times: products, statement.exponents, part: "ciphertexts")
    }

    /// Checks that the contributor knows every r_b: (g^z)² = (a1 · Π u_b^{e_b})² mod n.
    public func audit(_ header: ContributionHeader, root: Digest, layout: BlockLayout, context: Digest) throws {
        let claim = ContributionClaim(header: header, root: root, context: context)
        try audit(RandomiserStatement(claim, key: key, layout: layout))
    }

    private func audit(_ statement: RandomiserStatement) throws {
        let answer = SecretLimbs(statement.proof.answer, count: generatorPowers.exponentLimbs)
        try require(
            generatorPowers.powers(answer, count: 1)[0], isSignOf: statement.proof.first,
            times: statement.randomisers, statement.exponents, part: "randomisers")
    }

    private func require(
        _ power: BigInteger, isSignOf commitment: BigInteger, times bases: ResidueVector, _ exponents: ResidueVector,
        part: String
    ) throws {
        let product = key.root.product(ofPowers: bases, exponents: exponents)
        guard haveEqualSquares(power, (commitment * product).modulo(key.root.value)) else {
            throw PaillierError.proofInvalid(part: part)
        }
    }
}
