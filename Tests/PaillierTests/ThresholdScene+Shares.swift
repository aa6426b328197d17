import BigNumber

@testable import Paillier

/// A share as numbers, for those who want to change them.
struct LooseShare {
    var holder: Int
    var blocks: [Int]
    var w: [BigInteger]
    var a: BigInteger
    var c: BigInteger
    var z: BigInteger
}

extension ThresholdScene {
    /// w of plain formulas: every block's U to every secret.
    func partials(_ secrets: [BigInteger], of sum: EncryptedVector, blocks: [Int]? = nil) throws -> [BigInteger] {
        let randomisers = try key.randomisers(of: sum.header, blocks: layout.blocks)
        return (blocks ?? everything).flatMap { block in
            let raised = power(randomisers[block], 2 * n)
            return (0..<layout.positionsPerBlock).map { power(raised, secrets[$0]) }
        }
    }

    /// Proves that w are powers to these secrets, whether they are or not.
    func prove(
        _ w: [BigInteger], _ secrets: [BigInteger], holder: Int, of sum: EncryptedVector, blocks: [Int]? = nil,
        context: ShareContext = shareContext
    ) throws -> LooseShare {
        let blocks = blocks ?? everything
        let challenges = try challenges(w, holder: holder, of: sum, blocks: blocks, context: context)
        let rho = BigInteger.random(bits: sizes.shareRandomBits(positionsPerBlock: layout.positionsPerBlock))
        let raised = try raised(challenges, of: sum, blocks: blocks)
        let (a, c) = (power(key.base, rho), power(raised, rho))
        let sigma = zip(challenges.positions.integers, secrets).reduce(BigInteger(0)) { $0 + $1.0 * $1.1 }
        let z = rho + challenges.answerFactor(a, c)[0] * sigma
        return LooseShare(holder: holder, blocks: blocks, w: w, a: a, c: c, z: z)
    }

    func challenges(
        _ w: [BigInteger], holder: Int, of sum: EncryptedVector, blocks: [Int], context: ShareContext = shareContext
    ) throws -> ShareChallenges {
        let randomisers = try key.randomisers(of: sum.header, blocks: layout.blocks).rows(at: blocks)
        return w.flatMap { $0.bigEndianBytes(count: sizes.squareBytes) }.withUnsafeBytes { partials in
            ShareChallenges(
                key, holder: holder, blocks: blocks,
                randomisers: randomisers.bigEndianBytes(perRow: sizes.rootBytes), partials: partials, layout: layout,
                context: context)
        }
    }

    /// Ũ of plain formulas.
    func raised(_ challenges: ShareChallenges, of sum: EncryptedVector, blocks: [Int]) throws -> BigInteger {
        let randomisers = try key.randomisers(of: sum.header, blocks: layout.blocks)
        let folded = zip(blocks, challenges.blocks.integers).reduce(BigInteger(1)) {
            modulo($0 * randomisers[$1.0].power($1.1, modulo: n))
        }
        return power(folded, 2 * n)
    }

    /// Π_j (Π_b w_{b,j}^{α_b})^{γ_j}.
    func folded(_ w: [BigInteger], _ challenges: ShareChallenges) -> BigInteger {
        let exponents = challenges.blocks.integers.flatMap { alpha in
            challenges.positions.integers.map { alpha * $0 }
        }
        return product(w, exponents)
    }

    /// Numbers as bytes.
    func bytes(_ share: LooseShare) -> DecryptionShare {
        let proof = ShareProof(first: share.a, second: share.c, answer: share.z)
        let w = share.w.flatMap { $0.bigEndianBytes(count: sizes.squareBytes) }
        return DecryptionShare(
            holder: share.holder, blocks: share.blocks, payload: w + proof.bytes(sizes, layout: layout))
    }

    /// Bytes as numbers.
    func loose(_ share: DecryptionShare) throws -> LooseShare {
        let width = sizes.squareBytes
        let tail = share.payload.suffix(ShareProof.byteCount(sizes, layout: layout))
        let w = try scheme.partials(of: share, layout: layout).integers
        return LooseShare(
            holder: share.holder, blocks: share.blocks, w: w, a: BigInteger(bigEndian: tail.prefix(width)),
            c: BigInteger(bigEndian: tail.dropFirst(width).prefix(width)),
            z: BigInteger(bigEndian: tail.dropFirst(2 * width)))
    }

    /// What the combiner says of a share.
    func shareRefusal(
        _ share: LooseShare, of sum: EncryptedVector, context: ShareContext = shareContext
    ) -> PaillierError? {
        refusal { try verify(bytes(share), of: sum, context: context) }
    }
}
