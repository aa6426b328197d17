import BigNumber

extension ThresholdScheme {
    /// Verifies all together, and one by one where that does not pass, to find out whose it is.
    ///
    /// With weights w_i of 128 bits that nobody can foretell, both parts are folded over the contributions i. The left
    /// sides of the v-parts become one product of powers of the h_j, whose cost the contributions share:
    ///
    ///     (Π_j h_j^{Σ_i w_i z_i f_{i,j}})² = (Π_i (a2_i · Π_b (Π_j v_{i,b,j}^{f_{i,j}})^{e_{i,b}})^{w_i})² mod n
    ///
    /// holds for false statements with probability 2^−128 at most: squared, what is wrong has an order above 2^128
    /// (Bellare–Garay–Rabin 1998).
    public func flaws(in contributions: [ReceivedContribution], layout: BlockLayout) -> [(any Error)?] {
        if contributions.count > 1,
            let statements = try? contributions.map({ try RandomiserStatement($0.claim, key: key, layout: layout) }),
            holdTogether(statements), ciphertextsHoldTogether(contributions.map(\.vector), statements)
        {
            return contributions.map { _ in nil }
        }
        return flawsOneByOne(in: contributions, layout: layout)
    }

    private func ciphertextsHoldTogether(_ vectors: [EncryptedVector], _ statements: [RandomiserStatement]) -> Bool {
        let positions = statements.map(\.challenges.positions)
        let blocks = zip(vectors, positions).map { key.root.products(of: $0.ciphertexts.rows, exponents: $1) }
        let weights = ResidueVector.randomChallenges(count: statements.count)
        let expected = fold(
            blocks, statements.map(\.exponents), commitments: statements.map(\.proof.second), weights: weights)
        let answers = statements.indices.map { weights[$0] * statements[$0].proof.answer }
        let power = key.root.product(
            ofPowers: key.targets[rows: 0..<positions[0].count], exponents: Self.combined(positions, factors: answers))
        return haveEqualSquares(power, expected)
    }

    /// Σ_i factor_i · exponent_{i,j}, for every j.
    private static func combined(_ exponents: [ResidueVector], factors: [BigInteger]) -> ResidueVector {
        let sums = (0..<exponents[0].count).map { position in
            factors.indices.reduce(BigInteger(0)) { $0 + factors[$1] * exponents[$1][position] }
        }
        return ResidueVector(sums, limbsPerRow: sums.map(\.limbCount).max() ?? 1)
    }
}
