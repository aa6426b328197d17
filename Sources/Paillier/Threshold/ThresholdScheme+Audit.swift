import BigNumber
import Primitives

extension ThresholdScheme {
    /// Audits all together, and one by one where that does not pass, to find out whose it is.
    ///
    /// With weights w_i of 128 bits that nobody can foretell, (g^{Σ w_i z_i})² = (Π (a1_i · Π_b u_{i,b}^{e_{i,b}})^{w_i})² mod n
    /// holds for false statements with probability 2^−128 at most: squared, what is wrong has an order above 2^128
    /// (Bellare–Garay–Rabin 1998).
    public func firstFlaw(in claims: [ContributionClaim], layout: BlockLayout) -> (place: Int, error: any Error)? {
        if claims.count > 1,
            let statements = try? claims.map({ try RandomiserStatement($0, key: key, layout: layout) }),
            holdTogether(statements)
        {
            return nil
        }
        return firstFlawOneByOne(in: claims, layout: layout)
    }

    func holdTogether(_ statements: [RandomiserStatement]) -> Bool {
        let weights = ResidueVector.randomChallenges(count: statements.count)
        let expected = fold(
            statements.map(\.randomisers), statements.map(\.exponents), commitments: statements.map(\.proof.first),
            weights: weights)
        let answer = statements.indices.reduce(BigInteger(0)) { $0 + weights[$1] * statements[$1].proof.answer }
        return haveEqualSquares(key.root.power(key.parameters.generator, answer), expected)
    }

    /// Π_i (a_i · Π_b base_{i,b}^{exponent_{i,b}})^{weight_i} mod n.
    func fold(
        _ bases: [ResidueVector], _ exponents: [ResidueVector], commitments: [BigInteger], weights: ResidueVector
    ) -> BigInteger {
        let root = key.root
        var products = root.products(
            ofPowers: ResidueVector(concatenating: bases), exponents: ResidueVector(concatenating: exponents),
            count: bases.count)
        root.multiply(&products, by: ResidueVector(commitments, limbsPerRow: root.limbCount))
        return root.product(ofPowers: products, exponents: weights)
    }

    /// A sign would pass an unsquared product half the time; squared, statements hold up to a sign, which later squares
    /// remove.
    func haveEqualSquares(_ left: BigInteger, _ right: BigInteger) -> Bool {
        let n = key.root.value
        return (left * left).modulo(n) == (right * right).modulo(n)
    }
}
