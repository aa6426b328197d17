import BigNumber

/// How the partials of certain holders open ciphertexts.
struct Combination {
    private let key: ThresholdKey
    /// ΔD, then λ_i of each holder.
    private let exponents: [BigInteger]

    /// - Parameter holders: t of them.
    init(_ key: ThresholdKey, holders: [Int]) {
        let denominator = Lagrange.leastDenominator(among: holders)
        self.key = key
        exponents =
            [key.sizes.delta * denominator]
            + holders.map { -Lagrange.numerator(of: $0, at: 0, among: holders, denominator: denominator) }
    }

    /// Opens ciphertexts with as many partials of each holder.
    ///
    /// The positive powers' product N and the negative ones' M have N² ≡ (1 + 2ΔD·m·n)·M² modulo n², so that M² is inverted
    /// modulo n only, all rows' together.
    ///
    /// - Returns: nil where the partials do not fit the ciphertexts.
    func open(_ ciphertexts: ResidueVector, _ partials: [ResidueVector]) -> [BigInteger]? {
        let (n, square) = (key.root.value, key.square.value)
        let vectors = [ciphertexts] + partials
        let above = squares(of: vectors, where: { $0.signum > 0 })
        let below = squares(of: vectors, where: { $0.signum < 0 })
        let differences = zip(above, below).map { ($0 - $1).modulo(square) }
        guard differences.allSatisfy({ $0.modulo(n).isZero }) else { return nil }
        let factor = exponents[0] << 1
        guard let inverses = inverses(of: below.map { ($0 * factor).modulo(n) }) else { return nil }
        return zip(differences, inverses).map { ($0 / n * $1).modulo(n) }
    }

    /// The square of the product of some vectors' powers, row by row.
    private func squares(of vectors: [ResidueVector], where isIncluded: (BigInteger) -> Bool) -> [BigInteger] {
        let included = exponents.indices.filter { isIncluded(exponents[$0]) }
        let powers = included.map { exponents[$0].magnitude << 1 }
        guard let longest = powers.map(\.bitWidth).max() else { return Array(repeating: 1, count: vectors[0].count) }
        let count = vectors[0].count
        var bases = ResidueVector(count: included.count * count, limbsPerRow: key.square.limbCount)
        for (place, index) in included.enumerated() { bases.replaceRows(from: place * count, with: vectors[index]) }
        let products = key.square.products(
            of: bases, exponents: ResidueVector(powers, limbsPerRow: (longest + 63) / 64),
            layout: .baseByBase)
        return (0..<count).map { products[$0] }
    }

    /// Inverses modulo n, by one inversion (Montgomery 1987).
    private func inverses(of values: [BigInteger]) -> [BigInteger]? {
        let n = key.root.value
        var prefixes: [BigInteger] = [1]
        for value in values { prefixes.append((prefixes[prefixes.count - 1] * value).modulo(n)) }
        guard var inverse = prefixes[values.count].inverse(modulo: n) else { return nil }
        var inverses: [BigInteger] = []
        for index in values.indices.reversed() {
            inverses.append((inverse * prefixes[index]).modulo(n))
            inverse = (inverse * values[index]).modulo(n)
        }
        return inverses.reversed()
    }
}
