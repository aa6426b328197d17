extension ProductChain {
    /// Sliding windows over all exponents, which share the squarings (Straus 1964; Menezes–van Oorschot–Vanstone 1996,
    /// algorithms 14.85 and 14.88): the odd powers of every base up to 2^bits, then one product a window.
    ///
    /// - Precondition: an exponent is not zero.
    static func windows(for exponents: ResidueVector, bits: Int) -> ProductChain {
        var chain = ProductChain(baseCount: exponents.count)
        let factors = (0..<exponents.count).flatMap { base in
            let windows = exponents.windows(of: base, bits: bits)
            let powers = chain.oddPowers(of: base, upTo: windows.map(\.digit).max() ?? 0)
            return windows.map { (bit: $0.bit, number: powers[$0.digit / 2]) }
        }
        chain.accumulate(factors.sorted { $0.bit > $1.bit })
        return chain
    }

    /// The numbers of base^1, base^3, … base^largest.
    private mutating func oddPowers(of base: Int, upTo largest: Int) -> [Int] {
        guard largest > 1 else { return [base] }
        let square = makeNumber()
        multiply(square, base, base)
        return (1...largest / 2).reduce(into: [base]) { powers, _ in
            let power = makeNumber()
            multiply(power, powers[powers.count - 1], square)
            powers.append(power)
        }
    }

    /// Multiplies factors that have been sorted from the highest bit down, and squares in between.
    private mutating func accumulate(_ factors: [(bit: Int, number: Int)]) {
        let product = makeNumber()
        var (current, bit) = (factors[0].number, factors[0].bit)
        let square = { (chain: inout ProductChain) in
            chain.multiply(product, current, current)
            current = product
        }
        for factor in factors.dropFirst() {
            for _ in factor.bit..<bit { square(&self) }
            multiply(product, current, factor.number)
            (current, bit) = (product, factor.bit)
        }
        for _ in 0..<bit { square(&self) }
        finish(with: current)
    }
}

extension ResidueVector {
    /// How many bits the longest row has.
    var bitWidth: Int {
        (0..<count).map { self[$0].bitWidth }.max() ?? 0
    }

    /// The odd digits of up to `bits` bits, and the weights of their lowest bits, that add up to a row.
    fileprivate func windows(of row: Int, bits: Int) -> [(bit: Int, digit: Int)] {
        withLimbs(row) { limbs in
            let bitCount = limbs.count * UInt.bitWidth
            let isSet = { bit in bit < bitCount && limbs[bit / UInt.bitWidth] >> (bit % UInt.bitWidth) & 1 == 1 }
            var (windows, bit): ([(bit: Int, digit: Int)], Int) = ([], 0)
            while bit < bitCount {
                guard isSet(bit) else {
                    bit += 1
                    continue
                }
                windows.append((bit, (0..<bits).reduce(0) { $0 | (isSet(bit + $1) ? 1 << $1 : 0) }))
                bit += bits
            }
            return windows
        }
    }
}
