extension ProductChain {
    /// Differences of exponents (de Rooij 1994, §3, after Bos and Coster): P^a · Q^b = P^(a − b) · (P · Q)^b, for the two
    /// largest exponents time and again. For many bases this takes the fewest products, and hardly any room.
    ///
    /// An exponent far above the others is halved instead, P^(2a + 1) = P · (P²)^a, and such single P's are gathered.
    ///
    /// - Precondition: an exponent is not zero.
    static func differences(of exponents: ResidueVector) -> ProductChain {
        var chain = ProductChain(baseCount: exponents.count)
        var queue = ExponentQueue(exponents)
        var numbers = Array(0..<exponents.count)
        var product: Int?
        while let first = queue.largest {
            let number = numbers[first]
            if let second = queue.second, queue.bitWidth(of: first) <= queue.bitWidth(of: second) + 1 {
                chain.multiply(numbers[second], numbers[second], number)
                queue.subtractSecondFromLargest()
                continue
            }
            if queue.isOdd(first) {
                if let product {
                    chain.multiply(product, product, number)
                } else {
                    product = number
                    numbers[first] = chain.makeNumber()
                }
            }
            queue.halveLargest()
            if queue.bitWidth(of: first) > 0 { chain.multiply(numbers[first], number, number) }
        }
        if let product { chain.finish(with: product) }
        return chain
    }
}
