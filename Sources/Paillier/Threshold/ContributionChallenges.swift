import BigNumber
import Primitives

/// What a contribution's proof has to answer. The order is part of the security: f_j come after all ciphertexts, e_b
/// after the prover's commitments.
struct ContributionChallenges {
    private let seed: Digest
    private let positionCount: Int

    /// f_j, one a position of a block, computed anew each time.
    var positions: ResidueVector { Challenges.draw(seed, "f", 0..<positionCount) }

    /// - Parameters:
    ///   - context: ties the contribution to its round and its sender.
    ///   - randomisers: the u's, as they travel.
    ///   - root: of the ciphertexts.
    init(context: Digest, randomisers: [UInt8], root: Digest, layout: BlockLayout) {
        var hash = TaggedHash("grok/v1/poc/0")
        hash.append(context)
        hash.append(Self.digest(ofRandomisers: randomisers))
        hash.append(root)
        seed = hash.finish()
        positionCount = layout.positionsPerBlock
    }

    /// uDigest = H("grok/v1/u"; u_0‖…‖u_{B−1}).
    static func digest(ofRandomisers randomisers: [UInt8]) -> Digest {
        var hash = TaggedHash("grok/v1/u")
        hash.append(randomisers)
        return hash.finish()
    }

    /// e_b, one a block.
    ///
    /// - Parameter commitments: a1 and a2, in the bytes of n.
    func blocks(_ layout: BlockLayout, after commitments: [[UInt8]]) -> ResidueVector {
        var hash = TaggedHash("grok/v1/poc/1")
        hash.append(seed)
        for commitment in commitments { hash.append(commitment) }
        return Challenges.draw(hash.finish(), "e", 0..<layout.blocks)
    }
}
