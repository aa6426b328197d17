import BigNumber

extension ThresholdKey {
    /// Checks that h_j ≠ ±1 and h_i ≠ ±h_j^{±1}: one r under two equal keys would give plaintexts away. The other checks
    /// compare squares, so that a sign would not show there.
    func checkTargets() throws {
        let withoutSign = { min($0, self.square.value - $0) }
        var seen: Set<BigInteger> = [1]
        for row in 0..<targets.count {
            let target = targets[row]
            guard let inverse = target.inverse(modulo: square.value) else {
                throw Self.invalid("h of position \(row) has no inverse")
            }
            guard seen.isDisjoint(with: [target, inverse].map(withoutSign)) else {
                throw Self.invalid("h of position \(row) is one of another, or its inverse, or 1")
            }
            seen.insert(withoutSign(target))
        }
    }

    /// Checks that any t holders share the same secrets, those behind the h_j: for every j and a = 0, t+1…k,
    /// Π V_{i,j}^{ΔL_i(a)} over the holders 1…t is h_j^{Δ²} (a = 0) or V_{a,j}^Δ, all j in one product with random weights,
    /// squared. It takes about 0.1 ms a holder and position at 3072 bits.
    ///
    /// - Throws: `PaillierError.parametersInvalid`.
    public func checkSharing() throws {
        let weights = ResidueVector.randomChallenges(count: targets.count)
        let products = (1...parameters.holders).map { holder in
            product(verifications(of: holder, count: targets.count), weights)
        }
        let (base, delta) = (Array(1...parameters.threshold), sizes.delta)
        let secret = power(product(targets, weights), delta * delta)
        try check(secret, is: products, at: 0, from: base, "the holders' values do not belong to h")
        for holder in (parameters.threshold + 1)..<(parameters.holders + 1) {
            let expected = power(products[holder - 1], delta)
            try check(expected, is: products, at: holder, from: base, "the values of holder \(holder) do not fit")
        }
    }

    private func check(
        _ expected: BigInteger, is products: [BigInteger], at point: Int, from base: [Int], _ reason: String
    ) throws {
        var (left, right) = (BigInteger(1), expected)
        for holder in base {
            let coefficient = Lagrange.numerator(of: holder, at: point, among: base, denominator: sizes.delta)
            let factor = power(products[holder - 1], coefficient.magnitude)
            if coefficient.signum > 0 { left = multiply(left, factor) } else { right = multiply(right, factor) }
        }
        guard multiply(left, left) == multiply(right, right) else { throw Self.invalid(reason) }
    }

    private func product(_ rows: ResidueVector, _ weights: ResidueVector) -> BigInteger {
        square.product(ofPowers: rows, exponents: weights)
    }

    private func power(_ value: BigInteger, _ exponent: BigInteger) -> BigInteger {
        square.power(value, exponent)
    }

    private func multiply(_ left: BigInteger, _ right: BigInteger) -> BigInteger {
        (left * right).modulo(square.value)
    }
}
