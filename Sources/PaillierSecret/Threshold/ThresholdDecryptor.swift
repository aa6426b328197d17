import BigNumber
import Paillier
import Primitives

/// A holder of shares: it raises the randomisers of a sum to them, and proves that it did.
///
/// It never sees a ciphertext. That the contributions are proven ones, and the sum one that may be opened, is its
/// owner's business.
final class ThresholdDecryptor: PartialDecryptor {
    private let key: ThresholdKey
    private let holder: Int
    /// s_{i,j}, K_max of them, each in ⌈ℓs/64⌉ limbs.
    private let shares: SecretLimbs

    /// Reads a holder's shares, and checks that they are those of the public key.
    ///
    /// - Throws: `PaillierSecretError`, `PaillierError.parametersInvalid`.
    init(_ key: ThresholdKey, holder: Int, secret: borrowing SecretBytes) throws {
        guard (1...key.parameters.holders).contains(holder) else {
            throw PaillierSecretError.secretInvalid(reason: "there is no holder \(holder)")
        }
        let shares = try SecretBlock.shares(secret, key.sizes)
        try key.checkSharing()
        let count = key.parameters.maximumBlock
        let values = key.square.powers(
            ofEach: ResidueVector([key.base], limbsPerRow: key.square.limbCount), secretExponents: shares, count: count,
            exponentBits: key.sizes.shareBits)
        guard values == key.verifications(of: holder, count: count) else {
            throw PaillierSecretError.secretOfAnotherKey
        }
        self.key = key
        self.holder = holder
        self.shares = shares
    }

    func share(
        holder: Int, of request: DecryptionInput, layout: BlockLayout, context: ShareContext
    ) throws -> DecryptionShare {
        try share(holder: holder, of: request, layout: layout, context: context) { nonce(for: $0, layout: layout) }
    }

    /// The same with a given ρ for the proof.
    func share(
        holder: Int, of request: DecryptionInput, layout: BlockLayout, context: ShareContext,
        nonce: (ShareChallenges) -> SecretLimbs
    ) throws -> DecryptionShare {
        try check(request, holder: holder, layout: layout)
        let randomisers = try product(of: request.headers, layout: layout).rows(at: request.blocks)
        let partials = partials(of: key.raised(randomisers), positions: layout.positionsPerBlock)
        let bytes = partials.bigEndianBytes(perRow: key.sizes.squareBytes)
        let challenges = bytes.withUnsafeBytes { bytes in
            ShareChallenges(
                key, holder: holder, blocks: request.blocks,
                randomisers: randomisers.bigEndianBytes(perRow: key.sizes.rootBytes), partials: bytes, layout: layout,
                context: context)
        }
        let proof = prove(
            challenges, raised: challenges.raised(randomisers), nonce: nonce(challenges), layout: layout)
        return DecryptionShare(
            holder: holder, blocks: request.blocks, payload: bytes + proof.bytes(key.sizes, layout: layout))
    }

    private func check(_ request: DecryptionInput, holder: Int, layout: BlockLayout) throws {
        guard holder == self.holder else {
            throw PaillierError.requestInvalid(reason: "it is for holder \(holder), this is holder \(self.holder)")
        }
        guard layout.positionsPerBlock <= key.parameters.maximumBlock else {
            throw PaillierError.requestInvalid(reason: "blocks of \(layout.positionsPerBlock) positions are too long")
        }
        guard !request.headers.isEmpty else {
            throw PaillierError.requestInvalid(reason: "a sum of no contributions")
        }
        try layout.check(request, rowByteCount: 0)
    }

    /// u*_b, the contributors' randomisers multiplied.
    private func product(of headers: [ContributionHeader], layout: BlockLayout) throws -> ResidueVector {
        var product = ResidueVector(repeating: 1, count: layout.blocks, limbsPerRow: key.root.limbCount)
        for header in headers {
            key.root.multiply(&product, by: try key.randomisers(of: header, blocks: layout.blocks))
        }
        return product
    }

    /// w_{b,j} = U_b^{s_{i,j}}, in constant time.
    private func partials(of raised: ResidueVector, positions: Int) -> ResidueVector {
        key.square.powers(
            ofEach: raised, secretExponents: shares.prefix(positions * shareLimbs), count: positions,
            exponentBits: key.sizes.shareBits)
    }

    private var shareLimbs: Int { shares.count / key.parameters.maximumBlock }

    /// A = G^ρ, C = Ũ^ρ, z = ρ + x · Σ γ_j s_{i,j} over the integers.
    private func prove(
        _ challenges: borrowing ShareChallenges, raised: BigInteger, nonce: consuming SecretLimbs, layout: BlockLayout
    ) -> ShareProof {
        let bits = key.sizes.shareRandomBits(positionsPerBlock: layout.positionsPerBlock)
        let first = key.square.power(key.base, secret: nonce, exponentBits: bits)
        let second = key.square.power(raised, secret: nonce, exponentBits: bits)
        let factor = challenges.answerFactor(first, second)
        var combined = SecretLimbs(zeroCount: shareLimbs + challenges.positions.limbsPerRow + 1)
        combined.add(shares.prefix(layout.positionsPerBlock * shareLimbs), times: challenges.positions)
        var answer = nonce.widened(count: 1, limbsEach: max(nonce.count, bits / UInt.bitWidth + 1))
        answer.add(combined, times: factor)
        return ShareProof(first: first, second: second, answer: answer.withLimbs { BigInteger(limbs: $0) })
    }

    /// ρ of ℓρ bits: random, and beside that a hash of the shares and of what the proof is about, so that a generator that
    /// repeats itself does not give the shares away.
    private func nonce(for challenges: ShareChallenges, layout: BlockLayout) -> SecretLimbs {
        let bits = key.sizes.shareRandomBits(positionsPerBlock: layout.positionsPerBlock)
        var nonce = SecretLimbs.random(bits: bits)
        nonce.withMutableLimbs { nonce in
            for start in stride(from: 0, to: nonce.count, by: 4) {
                let end = min(start + 4, nonce.count)
                hedge(challenges.seed, number: start / 4).withUnsafeBytes { digest in
                    for (index, word) in zip(start..<end, digest.bindMemory(to: UInt.self)) { nonce[index] ^= word }
                }
            }
            nonce[nonce.count - 1] &= UInt.max >> (nonce.count * UInt.bitWidth - bits)
        }
        return nonce
    }

    private func hedge(_ seed: Digest, number: Int) -> Digest {
        var hash = TaggedHash("grok/v1/shares/nonce")
        hash.append(seed)
        hash.append(u32: UInt32(number))
        shares.withLimbs { hash.append(UnsafeRawBufferPointer($0)) }
        return hash.finish()
    }
}
