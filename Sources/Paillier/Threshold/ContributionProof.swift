import BigNumber

/// The proof that a contribution is well formed: the prover's commitments a1 and a2 modulo n, and its answer z.
struct ContributionProof {
    let first: BigInteger
    let second: BigInteger
    let answer: BigInteger

    /// The bytes of each part.
    static func byteCounts(_ sizes: ThresholdSizes, layout: BlockLayout) -> [Int] {
        let randomBits = sizes.contributionRandomBits(blocks: layout.blocks)
        return [sizes.rootBytes, sizes.rootBytes, ThresholdSizes.answerBytes(randomBits: randomBits)]
    }

    /// Reads a header's proof.
    ///
    /// - Throws: `PaillierError.headerInvalid` unless 0 < a < n, and z has at most one bit more than its randomness.
    init(_ header: ContributionHeader, key: ThresholdKey, layout: BlockLayout) throws {
        let parts = header.proof.map { BigInteger(bigEndian: $0) }
        guard header.proof.map(\.count) == Self.byteCounts(key.sizes, layout: layout),
            parts[0..<2].allSatisfy({ $0 > 0 && $0 < key.root.value }),
            parts[2].bitWidth <= key.sizes.contributionRandomBits(blocks: layout.blocks) + 1
        else { throw PaillierError.headerInvalid(part: "proof") }
        (first, second, answer) = (parts[0], parts[1], parts[2])
    }
}
