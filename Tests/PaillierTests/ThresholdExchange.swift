import BigNumber
import PaillierSecret
import Primitives

@testable import Paillier

/// Writes what the independent implementation reads: a fresh key, and a round under it.
struct ThresholdExchange {
    private let scheme: ThresholdScheme
    private let fixture: SchemeFixture
    private let secretBlocks: [String]
    private let layout: BlockLayout
    private let announcement = Digest(sha256: SecretBytes.random(count: 32).withUnsafeBytes { Array($0) })

    private var key: ThresholdKey { scheme.key }
    private var sizes: ThresholdSizes { key.sizes }

    init(bits: Int, holders: Int, threshold: Int, layout: BlockLayout, exponents: ExponentLength) throws {
        let dealt = try Dealer.dealThreshold(
            bits: bits, holders: holders, threshold: threshold, maximumBlock: layout.positionsPerBlock + 1,
            exponents: exponents, allowingInsecureKey: true)
        secretBlocks = (1...holders).map { holder in
            dealt.withSecretBlock(of: holder) { $0.withUnsafeBytes { Hexadecimal.text($0) } }
        }
        self.layout = layout
        fixture = try SchemeFixture(dealt)
        guard let scheme = fixture.scheme as? ThresholdScheme else { preconditionFailure("a threshold key was dealt") }
        self.scheme = scheme
    }

    /// The whole round.
    func write(contributors: [String]) throws -> ThresholdVectorFile {
        let made = try contributors.map(contribution)
        let sum = scheme.sum(of: made.map(\.1), layout: layout)
        let context = ShareContext(
            announcement: announcement, sum: ThresholdDigests.sum(announcement, made.map { ($0.0.name, $0.0.digest) }))
        let everything = Array(0..<layout.blocks)
        let shares = try (1...fixture.decryptors.count).map { holder in
            try fixture.decryptors[holder - 1].share(
                holder: holder, of: DecryptionInput(blocks: everything, headers: made.map(\.1.header), input: []),
                layout: layout, context: context)
        }
        let used = Array((0..<shares.count).suffix(scheme.sharesPerBlock))
        let opened = try scheme.combine(used.map { shares[$0] }, sum: sum, layout: layout)
        let randomisers = try key.randomisers(of: sum.header, blocks: layout.blocks)
        return ThresholdVectorFile(
            name: "swift", key: describedKey,
            round: .init(
                announcement: announcement, blocks: layout.blocks, positionsPerBlock: layout.positionsPerBlock,
                contributions: made.map(\.0),
                sum: .init(
                    digest: context.sum, u: randomisers.integers, raised: key.raised(randomisers).integers,
                    v: sum.ciphertexts.rows.integers, plaintexts: opened.rows.integers),
                shares: try shares.map { try described($0, context, randomisers) },
                combinations: [described(used, holders: used.map { $0 + 1 }, blocks: everything)]))
    }

    private var describedKey: ThresholdVectorFile.Key {
        let rows = (1...sizes.holders).map { key.verifications(of: $0, count: sizes.maximumBlock).integers }
        return .init(
            bits: sizes.keyBits, exponentBits: sizes.exponentBits, maximumBlock: sizes.maximumBlock,
            holders: sizes.holders, threshold: sizes.threshold, coefficientBits: sizes.coefficientBits,
            shareBits: sizes.shareBits, modulus: key.parameters.modulus, generator: key.parameters.generator,
            base: key.base, targets: key.targets.integers, verification: rows,
            publicValuesDigest: Digest(sha256: fixture.values), digest: key.parameters.keyDigest,
            secretBlocks: secretBlocks)
    }

    private func contribution(name: String) throws -> (ThresholdVectorFile.Contribution, EncryptedVector) {
        let publicKey = SecretBytes.random(count: 32).withUnsafeBytes { Hexadecimal.text($0) }
        let context = ThresholdDigests.context(announcement, name: name, key: publicKey)
        let largest = (BigInteger(1) << (sizes.keyBits - 4)) - 1
        let values = [0, largest] + (2..<layout.positions).map { _ in BigInteger.random(below: largest) }
        let randomness = (0..<layout.blocks).map { _ in BigInteger.random(bits: sizes.exponentBits - 1) }
        let limbs = (sizes.exponentBits + 63) / 64
        let proofBits = sizes.contributionRandomBits(blocks: layout.blocks)
        let rho = BigInteger.random(bits: proofBits)
        let vector = try scheme.encrypt(
            fixture.plaintexts(values, layout), layout: layout, context: context,
            masks: scheme.makeMasks(
                layout: layout, randomness: SecretLimbs(concatenating: randomness.map { ($0, limbs) })),
            nonce: SecretLimbs(rho, count: (proofBits + 63) / 64))
        let (header, root) = (vector.header, scheme.body(of: vector).withUnsafeBytes { layout.root(of: $0) })
        let challenges = ContributionChallenges(
            context: context, randomisers: header.randomisers, root: root, layout: layout)
        let uDigest = ContributionChallenges.digest(ofRandomisers: header.randomisers)
        let proof = header.proof.map { BigInteger(bigEndian: $0) }
        let described = ThresholdVectorFile.Contribution(
            name: name, publicKey: publicKey, context: context,
            u: try key.randomisers(of: header, blocks: layout.blocks).integers,
            v: vector.ciphertexts.rows.integers, uDigest: uDigest, vRoot: root, f: challenges.positions.integers,
            target: scheme.target(of: challenges), a1: proof[0], a2: proof[1],
            e: challenges.blocks(layout, after: Array(header.proof[..<2])).integers, proofBits: proofBits, z: proof[2],
            digest: ThresholdDigests.signed(context, uDigest, root, header.proof), plaintexts: values,
            randomness: randomness, rho: rho)
        return (described, vector)
    }

    private func described(
        _ share: DecryptionShare, _ context: ShareContext, _ randomisers: ResidueVector
    ) throws -> ThresholdVectorFile.Share {
        let proofCount = ShareProof.byteCount(sizes, layout: layout)
        guard let proof = ShareProof(share.payload.suffix(proofCount), key: key, layout: layout) else {
            throw PaillierError.shareInvalid(holder: share.holder, reason: "out of range")
        }
        let bytes = randomisers.rows(at: share.blocks).bigEndianBytes(perRow: sizes.rootBytes)
        let challenges = share.payload.dropLast(proofCount).withUnsafeBytes { partials in
            ShareChallenges(
                key, holder: share.holder, blocks: share.blocks, randomisers: bytes, partials: partials,
                layout: layout, context: context)
        }
        return .init(
            holder: share.holder, blocks: share.blocks,
            w: try scheme.partials(of: share, layout: layout).integers, seed: challenges.seed,
            alpha: challenges.blocks.integers, gamma: challenges.positions.integers,
            raised: challenges.raised(randomisers.rows(at: share.blocks)), first: proof.first, second: proof.second,
            factor: challenges.answerFactor(proof.first, proof.second)[0],
            proofBits: sizes.shareRandomBits(positionsPerBlock: layout.positionsPerBlock), z: proof.answer)
    }

    private func described(_ shares: [Int], holders: [Int], blocks: [Int]) -> ThresholdVectorFile.Combination {
        let denominator = Lagrange.leastDenominator(among: holders)
        let lambda = holders.map { Lagrange.numerator(of: $0, at: 0, among: holders, denominator: denominator) }
        return .init(
            shares: shares, blocks: blocks, denominator: denominator.word ?? 0, lambda: lambda.map { $0.word ?? 0 })
    }
}
