import BigNumber

/// What the part of a contribution's proof that is about u alone says: (g^z)² = (a1 · Π u_b^{e_b})² mod n.
struct RandomiserStatement {
    /// u_b.
    let randomisers: ResidueVector
    /// e_b.
    let exponents: ResidueVector
    let proof: ContributionProof
    let challenges: ContributionChallenges

    /// - Throws: `PaillierError.byteCountMismatch`, `.headerInvalid`.
    init(_ claim: ContributionClaim, key: ThresholdKey, layout: BlockLayout) throws {
        let header = claim.header
        randomisers = try key.randomisers(of: header, blocks: layout.blocks)
        proof = try ContributionProof(header, key: key, layout: layout)
        challenges = ContributionChallenges(
            context: claim.context, randomisers: header.randomisers, root: claim.root, layout: layout)
        exponents = challenges.blocks(layout, after: Array(header.proof[0..<2]))
    }
}
