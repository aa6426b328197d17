package import BigNumber
package import Primitives

/// What a share's proof has to answer.
package struct ShareChallenges {
    /// Everything that the challenges depend on, hashed.
    package let seed: Digest
    /// α_b, one a block that was asked for.
    package let blocks: ResidueVector
    /// γ_j, one a position of a block.
    package let positions: ResidueVector
    private let key: ThresholdKey

    /// - Parameters:
    ///   - holder: the holder's number, from 1.
    ///   - numbers: the blocks that were asked for.
    ///   - randomisers: u*_b of these blocks, in the bytes of n.
    ///   - partials: w, block by block, in the bytes of n².
    package init(
        _ key: ThresholdKey, holder: Int, blocks numbers: [Int], randomisers: [UInt8],
        partials: UnsafeRawBufferPointer, layout: BlockLayout, context: ShareContext
    ) {
        var hash = TaggedHash("grok/v1/shares/0")
        hash.append(context.announcement)
        hash.append(key.parameters.keyDigest)
        hash.append(context.sum)
        hash.append(u32: UInt32(holder))
        hash.append(numbers.flatMap { BigInteger($0).bigEndianBytes(count: 4) })
        hash.append(randomisers)
        hash.append(layout.root(of: partials, numbers: numbers))
        self.key = key
        seed = hash.finish()
        blocks = Challenges.draw(seed, "a", numbers)
        positions = Challenges.draw(seed, "c", 0..<layout.positionsPerBlock)
    }

    /// x, once the prover has committed itself to A and C.
    package func answerFactor(_ first: BigInteger, _ second: BigInteger) -> ResidueVector {
        var hash = TaggedHash("grok/v1/shares/1")
        hash.append(seed)
        for commitment in [first, second] {
            hash.append(commitment.bigEndianBytes(count: key.sizes.squareBytes))
        }
        return Challenges.draw(hash.finish(), "x", 0..<1)
    }

    /// Ũ = (Π u*_b^{α_b} mod n)^{2n} mod n².
    ///
    /// - Parameter randomisers: u*_b of the blocks that were asked for.
    package func raised(_ randomisers: ResidueVector) -> BigInteger {
        let product = key.root.product(
            ofPowers: randomisers, exponents: blocks)
        return key.square.power(product, key.parameters.modulus << 1)
    }
}
