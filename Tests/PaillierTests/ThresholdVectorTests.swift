import BigNumber
import Primitives
import Testing

@testable import Paillier
@testable import PaillierSecret

/// The same numbers as an independent implementation in Python over plain integers.
@Suite struct ThresholdVectorTests {
    @Test(
        "a key has the same lengths, numbers and digest, and its holders accept it",
        arguments: ThresholdVectorFile.names, ThresholdVector.kernels)
    func key(name: String, kernel: Kernel) throws {
        let vector = try ThresholdVector(.named(name), kernel: kernel)
        let (key, given) = (vector.key, vector.file.key)
        #expect(key.sizes.keyBits == given.bits)
        #expect(key.sizes.exponentBits == given.exponentBits)
        #expect(key.sizes.coefficientBits == given.coefficientBits)
        #expect(key.sizes.shareBits == given.shareBits)
        #expect(key.base == given.base)
        #expect(key.targets.integers == given.targets)
        #expect(key.verifications.integers == Array(given.verification.joined()))
        #expect(Digest(sha256: vector.values) == given.publicValuesDigest)
        #expect(key.parameters.keyDigest == given.digest)
        try key.checkSharing()
        for holder in 1...given.holders { _ = try vector.decryptor(holder) }
    }

    @Test(
        "the same randomness makes the same contribution and the same proof", arguments: ThresholdVectorFile.names,
        ThresholdVector.kernels)
    func contributions(name: String, kernel: Kernel) throws {
        let vector = try ThresholdVector(.named(name), kernel: kernel)
        let (scheme, layout) = (vector.scheme, vector.layout)
        let limbs = (vector.key.sizes.exponentBits + 63) / 64
        for given in vector.file.round.contributions {
            let expected = try vector.contribution(given)
            let masks = scheme.makeMasks(
                layout: layout, randomness: SecretLimbs(concatenating: given.randomness.map { ($0, limbs) }))
            var plaintexts = scheme.plaintexts(for: layout)
            for (row, value) in given.plaintexts.enumerated() { plaintexts[row] = value }
            #expect(vector.key.sizes.contributionRandomBits(blocks: layout.blocks) == given.proofBits)
            let made = try scheme.encrypt(
                plaintexts, layout: layout, context: given.context, masks: masks,
                nonce: SecretLimbs(given.rho, count: (given.proofBits + 63) / 64))
            #expect(made.header == expected.header)
            #expect(made.ciphertexts.rows.integers == given.v)
            #expect(made == expected)
        }
    }

    @Test(
        "contributions have the same digests and challenges, and pass", arguments: ThresholdVectorFile.names,
        ThresholdVector.kernels)
    func contributionChecks(name: String, kernel: Kernel) throws {
        let vector = try ThresholdVector(.named(name), kernel: kernel)
        let (scheme, layout, announcement) = (vector.scheme, vector.layout, vector.file.round.announcement)
        for given in vector.file.round.contributions {
            let contribution = try vector.contribution(given)
            let header = contribution.header
            let root = scheme.body(of: contribution).withUnsafeBytes { layout.root(of: $0) }
            #expect(root == given.vRoot)
            #expect(ContributionChallenges.digest(ofRandomisers: header.randomisers) == given.uDigest)
            #expect(given.context == ThresholdDigests.context(announcement, name: given.name, key: given.publicKey))
            #expect(given.digest == ThresholdDigests.signed(given.context, given.uDigest, given.vRoot, header.proof))
            let challenges = ContributionChallenges(
                context: given.context, randomisers: header.randomisers, root: root, layout: layout)
            #expect(challenges.positions.integers == given.f)
            #expect(scheme.target(of: challenges) == given.target)
            #expect(challenges.blocks(layout, after: Array(header.proof[..<2])).integers == given.e)
            try scheme.verify(contribution, layout: layout, context: given.context)
            try scheme.audit(header, root: root, layout: layout, context: given.context)
        }
    }

    @Test("the same contributions make the same sum", arguments: ThresholdVectorFile.names, ThresholdVector.kernels)
    func sums(name: String, kernel: Kernel) throws {
        let vector = try ThresholdVector(.named(name), kernel: kernel)
        let (sum, given, round) = (try vector.sum(), vector.file.round.sum, vector.file.round)
        #expect(sum.ciphertexts.rows.integers == given.v)
        let randomisers = try vector.key.randomisers(of: sum.header, blocks: vector.layout.blocks)
        #expect(randomisers.integers == given.u)
        #expect(vector.key.raised(randomisers).integers == given.raised)
        #expect(
            ThresholdDigests.sum(round.announcement, round.contributions.map { ($0.name, $0.digest) }) == given.digest)
    }

    @Test(
        "the same randomness makes the same share and the same proof, which pass", arguments: ThresholdVectorFile.names,
        ThresholdVector.kernels)
    func shares(name: String, kernel: Kernel) throws {
        let vector = try ThresholdVector(.named(name), kernel: kernel)
        let sum = try vector.sum()
        let headers = try vector.file.round.contributions.map { try vector.contribution($0).header }
        for given in vector.file.round.shares {
            let expected = vector.share(given)
            let decryptor = try vector.decryptor(given.holder)
            let rho = try #require(given.rho)
            let made = try decryptor.share(
                holder: given.holder, of: DecryptionInput(blocks: given.blocks, headers: headers, input: []),
                layout: vector.layout, context: vector.shareContext
            ) { _ in SecretLimbs(rho, count: (given.proofBits + 63) / 64) }
            #expect(made == expected)
            let challenges = vector.challenges(made, of: sum)
            let randomisers = try vector.key.randomisers(of: sum.header, blocks: vector.layout.blocks)
            #expect(challenges.seed == given.seed)
            #expect(challenges.blocks.integers == given.alpha)
            #expect(challenges.positions.integers == given.gamma)
            #expect(challenges.raised(randomisers.rows(at: given.blocks)) == given.raised)
            #expect(challenges.answerFactor(given.first, given.second).integers == [given.factor])
            try vector.scheme.verify(expected, sum: sum, layout: vector.layout, context: vector.shareContext)
        }
    }

    @Test("any t shares open the sum, a part of it too", arguments: ThresholdVectorFile.names, ThresholdVector.kernels)
    func combinations(name: String, kernel: Kernel) throws {
        let vector = try ThresholdVector(.named(name), kernel: kernel)
        let (sum, layout, round) = (try vector.sum(), vector.layout, vector.file.round)
        for given in round.combinations {
            let used = given.shares.map { vector.share(round.shares[$0]) }
            let holders = used.map(\.holder)
            let denominator = Lagrange.leastDenominator(among: holders)
            #expect(denominator == BigInteger(given.denominator))
            let lambda = holders.map { Lagrange.numerator(of: $0, at: 0, among: holders, denominator: denominator) }
            #expect(lambda == given.lambda.map { BigInteger($0) })
            // Blocks that this combination is not about are opened by others.
            let all = round.shares.prefix(vector.key.parameters.threshold).map(vector.share)
            let others = (0..<layout.blocks).filter { !given.blocks.contains($0) }
            let rest = all.map { vector.part(of: $0, blocks: others) }.filter { !$0.blocks.isEmpty }
            let opened = try vector.scheme.combine(
                used.map { vector.part(of: $0, blocks: given.blocks) } + rest, sum: sum, layout: layout)
            #expect(opened.rows.integers == round.sum.plaintexts)
        }
    }

    @Test("lengths follow from the same formulas")
    func lengths() throws {
        for given in try ThresholdTables.python().lengths {
            let sizes = ThresholdSizes(
                keyBits: 3072, exponentBits: given.exponentBits, holders: given.holders, threshold: given.threshold,
                maximumBlock: given.maximumBlock)
            #expect(sizes.coefficientBits == given.coefficientBits)
            #expect(sizes.shareBits == given.shareBits)
            for (blocks, bits) in given.proofBits {
                #expect(sizes.contributionRandomBits(blocks: try #require(Int(blocks))) == bits)
            }
            for (positions, bits) in given.shareProofBits {
                #expect(sizes.shareRandomBits(positionsPerBlock: try #require(Int(positions))) == bits)
            }
        }
    }

    @Test("interpolation has the same denominators and coefficients, up to sixteen holders")
    func interpolations() throws {
        for given in try ThresholdTables.python().interpolations {
            let denominator = Lagrange.leastDenominator(among: given.holders)
            #expect(denominator == BigInteger(given.denominator))
            let lambda = given.holders.map {
                Lagrange.numerator(of: $0, at: 0, among: given.holders, denominator: denominator)
            }
            #expect(lambda == given.lambda.map { BigInteger($0) })
        }
    }
}
