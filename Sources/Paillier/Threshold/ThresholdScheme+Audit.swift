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

    private func holdTogether(_ statements: [RandomiserStatement]) -> Bool {
        let (n, root) = (key.root.value, key.root)
        var products = root.products(
            ofPowers: ResidueVector(concatenating: statements.map(\.randomisers)),
            exponents: ResidueVector(concatenating: statements.map(\.exponents)), count: statements.count)
        root.multiply(&products, by: ResidueVector(statements.map(\.proof.first), limbsPerRow: root.limbCount))
        let weights = ResidueVector.randomChallenges(count: statements.count)
        let expected = root.product(ofPowers: products, exponents: weights)
        let answer = statements.indices.reduce(BigInteger(0)) { $0 + weights[$1] * statements[$1].proof.answer }
        let power = root.power(key.parameters.generator, answer)
        return (power * power).modulo(n) == (expected * expected).modulo(n)
    }
}
