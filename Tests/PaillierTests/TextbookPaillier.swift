import BigNumber

/// Paillier's scheme straight from the paper (1999, §4), over plain integers: the second implementation.
struct TextbookPaillier {
    let n: BigInteger
    let lambda: BigInteger

    init(p: BigInteger, q: BigInteger) {
        n = p * q
        let common = (p - 1).greatestCommonDivisor(with: q - 1)
        lambda = (p - 1) * (q - 1) / common
    }

    private var g: BigInteger { n + 1 }

    private func logarithm(_ value: BigInteger) -> BigInteger { (value - 1) / n }

    /// gᵐ · rⁿ mod n².
    func encrypt(_ plaintext: BigInteger, random: BigInteger) -> BigInteger {
        let square = n * n
        return (g.power(plaintext, modulo: square) * random.power(n, modulo: square)).modulo(square)
    }

    /// L(c^λ mod n²) / L(g^λ mod n²) mod n.
    func decrypt(_ ciphertext: BigInteger) -> BigInteger {
        let square = n * n
        let divisor = logarithm(g.power(lambda, modulo: square)).inverse(modulo: n) ?? 0
        return (logarithm(ciphertext.power(lambda, modulo: square)) * divisor).modulo(n)
    }

    /// Whether a number is an n-th power modulo n², as every mask is.
    func isMask(_ value: BigInteger) -> Bool {
        value.power(lambda, modulo: n * n) == 1
    }
}
