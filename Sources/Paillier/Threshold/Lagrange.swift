import BigNumber

/// Interpolation through the holders' points, over the integers.
enum Lagrange {
    /// D · Π (a − i′)/(i − i′) over the other holders i′: an integer where D is a multiple of the denominators.
    ///
    /// - Parameters:
    ///   - holder: i.
    ///   - point: a.
    ///   - base: whose points they are.
    ///   - denominator: D.
    static func numerator(
        of holder: Int, at point: Int, among base: [Int], denominator: BigInteger
    ) -> BigInteger {
        let (above, below) = fraction(of: holder, at: point, among: base)
        let quotient = denominator * above / below
        precondition(quotient * below == denominator * above, "the denominator clears every fraction")
        return quotient
    }

    /// D: the least common denominator of the coefficients at 0. It divides Δ.
    static func leastDenominator(among base: [Int]) -> BigInteger {
        base.reduce(1) { common, holder in
            let (above, below) = fraction(of: holder, at: 0, among: base)
            let denominator = (below / above.greatestCommonDivisor(with: below)).magnitude
            return common / common.greatestCommonDivisor(with: denominator) * denominator
        }
    }

    private static func fraction(of holder: Int, at point: Int, among base: [Int]) -> (BigInteger, BigInteger) {
        base.filter { $0 != holder }.reduce((1, 1)) { fraction, other in
            (fraction.0 * BigInteger(point - other), fraction.1 * BigInteger(holder - other))
        }
    }
}
