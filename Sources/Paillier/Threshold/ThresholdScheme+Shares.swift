import BigNumber
import Primitives

extension ThresholdScheme {
    /// A holder needs the contributions' headers alone.
    public func shareRequest(for blocks: [Int], of sum: EncryptedVector, layout: BlockLayout) -> [UInt8] { [] }

    /// A holder needs the contributions' headers alone.
    public func shareRequestByteCount(blocks: Int, layout: BlockLayout) -> Int { 0 }

    /// A partial a position, and one proof.
    public func shareByteCount(blocks: Int, layout: BlockLayout) -> Int {
        blocks * layout.positionsPerBlock * key.sizes.squareBytes + ShareProof.byteCount(key.sizes, layout: layout)
    }

    /// Checks that all partials are powers to the shares behind the holder's V_{i,j}:
    /// (G^z)² = (A · (Π V_{i,j}^{γ_j})^x)² and (Ũ^z)² = (C · (Π_j (Π_b w_{b,j}^{α_b})^{γ_j})^x)² modulo n².
    public func verify(
        _ share: DecryptionShare, sum: EncryptedVector, layout: BlockLayout, context: ShareContext
    ) throws {
        let invalid = { PaillierError.shareInvalid(holder: share.holder, reason: $0) }
        guard (1...key.parameters.holders).contains(share.holder) else { throw invalid("there is no such holder") }
        let partials = try partials(of: share, layout: layout)
        let tail = share.payload.suffix(ShareProof.byteCount(key.sizes, layout: layout))
        guard let proof = ShareProof(tail, key: key, layout: layout) else { throw invalid("its proof is out of range") }
        let bytes = randomisers(of: share.blocks, in: sum)
        let challenges = share.payload.withUnsafeBytes { payload in
            ShareChallenges(
                key, holder: share.holder, blocks: share.blocks, randomisers: bytes,
                partials: UnsafeRawBufferPointer(rebasing: payload.dropLast(tail.count)), layout: layout,
                context: context)
        }
        let randomisers = try key.randomisers(
            of: ContributionHeader(randomisers: bytes, proof: []), blocks: share.blocks.count)
        guard holds(proof, of: share.holder, partials, randomisers, challenges, layout: layout) else {
            throw invalid("its proof does not hold")
        }
    }

    private func holds(
        _ proof: ShareProof, of holder: Int, _ partials: ResidueVector, _ randomisers: ResidueVector,
        _ challenges: ShareChallenges, layout: BlockLayout
    ) -> Bool {
        let factor = challenges.answerFactor(proof.first, proof.second)[0]
        let answer = SecretLimbs(proof.answer, count: basePowers.exponentLimbs)
        let expected = key.square.product(
            ofPowers: key.verifications(of: holder, count: layout.positionsPerBlock),
            exponents: challenges.positions)
        guard isSquareOf(basePowers.powers(answer, count: 1)[0], proof.first, expected, factor) else { return false }
        let columns = key.square.products(
            of: partials, exponents: challenges.blocks, layout: .baseByBase)
        let given = key.square.product(ofPowers: columns, exponents: challenges.positions)
        let power = key.square.power(challenges.raised(randomisers), proof.answer)
        return isSquareOf(power, proof.second, given, factor)
    }

    /// Whether power² = (commitment · base^factor)².
    private func isSquareOf(
        _ power: BigInteger, _ commitment: BigInteger, _ base: BigInteger, _ factor: BigInteger
    ) -> Bool {
        let modulus = key.square.value
        let expected = (commitment * key.square.power(base, factor)).modulo(modulus)
        return (power * power).modulo(modulus) == (expected * expected).modulo(modulus)
    }

    /// A share's partials, in range.
    ///
    /// - Throws: `PaillierError.shareInvalid`.
    func partials(of share: DecryptionShare, layout: BlockLayout) throws -> ResidueVector {
        let invalid = { PaillierError.shareInvalid(holder: share.holder, reason: $0) }
        guard layout.contains(share.blocks) else { throw invalid("not blocks of this sum, in order, once each") }
        let expected = shareByteCount(blocks: share.blocks.count, layout: layout)
        guard share.payload.count == expected else {
            throw invalid("\(share.payload.count) bytes where \(expected) are expected")
        }
        let count = share.blocks.count * layout.positionsPerBlock
        do {
            return try share.payload.withUnsafeBytes { payload in
                let rows = payload.prefix(count * key.sizes.squareBytes)
                return try key.square.residues(bigEndian: UnsafeRawBufferPointer(rebasing: rows), count: count)
            }
        } catch { throw invalid("a partial is zero or not below the square of n") }
    }

    private func randomisers(of blocks: [Int], in sum: EncryptedVector) -> [UInt8] {
        let width = key.sizes.rootBytes
        return blocks.flatMap { sum.header.randomisers[$0 * width..<($0 + 1) * width] }
    }
}
