extension ProductChain {
    /// Differences of exponents (de Rooij 1994, §3, after Bos and Coster): P^a · Q^b = P^(a − b) · (P · Q)^b, for the two
    /// largest exponents time and again. For many bases this takes the fewest products, and hardly any room.
    ///
    /// - Precondition: an exponent is not zero.
    static func differences(of exponents: ResidueVector) -> ProductChain {
        var chain = ProductChain(baseCount: exponents.count)
        var queue = ExponentQueue(exponents)
        var product: Int?
        while let first = queue.removeLargest() {
            if let second = queue.largest, first.exponent.bitWidth <= second.exponent.bitWidth + 1 {
                chain.multiply(second.number, second.number, first.number)
                queue.insert(.init(exponent: first.exponent - second.exponent, number: first.number))
            } else {
                queue.insert(chain.halve(first, &product))
            }
        }
        if let product { chain.finish(with: product) }
        return chain
    }

    /// P^(2a) = (P²)^a, P^(2a + 1) = P · (P²)^a, for an exponent far above the others; single P's are gathered.
    private mutating func halve(_ power: ExponentQueue.Power, _ product: inout Int?) -> ExponentQueue.Power {
        var square = power.number
        if power.exponent.isOdd {
            if let product {
                multiply(product, product, power.number)
            } else {
                product = power.number
                square = makeNumber()
            }
        }
        let half = power.exponent >> 1
        if !half.isZero { multiply(square, power.number, power.number) }
        return .init(exponent: half, number: square)
    }
}

/// Powers that are still to be multiplied, by their exponents, without those that are zero.
private struct ExponentQueue {
    struct Power {
        let exponent: BigInteger
        let number: Int
    }

    /// The largest comes last.
    private var powers: [Power] = []

    init(_ exponents: ResidueVector) {
        for base in 0..<exponents.count { insert(Power(exponent: exponents[base], number: base)) }
    }

    var largest: Power? { powers.last }

    mutating func removeLargest() -> Power? { powers.popLast() }

    mutating func insert(_ power: Power) {
        guard !power.exponent.isZero else { return }
        var range = powers.startIndex..<powers.endIndex
        while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
            range =
                powers[middle].exponent < power.exponent
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        powers.insert(power, at: range.lowerBound)
    }
}
