import BigNumber
import Federation
import Paillier

/// Paillier's scheme as textbooks have it, with GMP's fastest functions, which take no care of secrets: a mask is rⁿ,
/// and decryption goes through the Chinese remainder theorem.
struct TextbookContender: Contender {
    /// A contribution takes minutes in all; so many ciphertexts stand for it.
    private static let sample = 4

    let steps: [Step: Work]
    let sizes: [Size: Int]

    init(bits: Int, _ workload: Workload) throws {
        let key = TextbookKey(bits: bits)
        let codec = try workload.makeCodec(plaintextBits: bits - 1)
        let plaintexts = try (0..<Workload.participants).map { participant in
            let plaintexts = try workload.plaintexts(of: participant, codec)
            return (0..<Self.sample).map { plaintexts[$0] }
        }
        let contributions = plaintexts.map { $0.map(key.encrypt) }
        var sums = contributions[0]
        for contribution in contributions.dropFirst() { sums = zip(sums, contribution).map(key.add) }
        let total = sums
        for row in 0..<Self.sample {
            let expected = plaintexts.reduce(BigInteger(0)) { $0 + $1[row] }
            try WrongSum.unless(key.decrypt(total[row]) == expected, "the textbook")
        }

        let positions = codec.layout(of: .training).positions
        let scale = Double(positions) / Double(Self.sample)
        sizes = [.contribution: positions * key.square.byteCount]
        steps = [
            .generateKey: Work { _ = TextbookKey(bits: bits) },
            .encrypt: Work(scale: scale) { for plaintext in plaintexts[0] { _ = key.encrypt(plaintext) } },
            .add: Work(scale: scale) { for row in 0..<Self.sample { sums[row] = key.add(sums[row], total[row]) } },
            .share: Work(scale: scale) { for ciphertext in total { _ = key.decrypt(ciphertext) } },
        ]
    }
}

/// A textbook's key pair.
private struct TextbookKey {
    /// n².
    let square: BigInteger
    private let n: BigInteger
    private let smaller: Half
    private let larger: Half
    private let smallerInverse: BigInteger

    init(bits: Int) {
        var (p, q) = (Self.randomPrime(bits: bits / 2), Self.randomPrime(bits: bits / 2))
        while p == q { q = Self.randomPrime(bits: bits / 2) }
        if p > q { swap(&p, &q) }
        n = p * q
        square = n * n
        smaller = Half(prime: p, n: n)
        larger = Half(prime: q, n: n)
        smallerInverse = inverse(p, modulo: q)
    }

    func encrypt(_ plaintext: BigInteger) -> BigInteger {
        let mask = BigInteger.random(below: n).power(n, modulo: square)
        return ((plaintext * n + 1) * mask).modulo(square)
    }

    func add(_ left: BigInteger, _ right: BigInteger) -> BigInteger {
        (left * right).modulo(square)
    }

    func decrypt(_ ciphertext: BigInteger) -> BigInteger {
        let (low, high) = (smaller.decrypt(ciphertext), larger.decrypt(ciphertext))
        return low + smaller.prime * ((high - low) * smallerInverse).modulo(larger.prime)
    }

    /// Two top bits set, so that n has all its bits.
    private static func randomPrime(bits: Int) -> BigInteger {
        while true {
            let candidate = (BigInteger(3) << (bits - 2)) + (BigInteger.random(bits: bits - 3) << 1) + 1
            if candidate.isProbablyPrime { return candidate }
        }
    }
}

/// Decryption modulo one prime (Paillier 1999, section 7).
private struct Half {
    let prime: BigInteger
    private let square: BigInteger
    private let factor: BigInteger

    init(prime: BigInteger, n: BigInteger) {
        self.prime = prime
        square = prime * prime
        let image = (n + 1).power(prime - 1, modulo: square)
        factor = inverse((image - 1) / prime, modulo: prime)
    }

    func decrypt(_ ciphertext: BigInteger) -> BigInteger {
        let power = ciphertext.modulo(square).power(prime - 1, modulo: square)
        return ((power - 1) / prime * factor).modulo(prime)
    }
}

private func inverse(_ number: BigInteger, modulo prime: BigInteger) -> BigInteger {
    guard let inverse = number.inverse(modulo: prime) else { preconditionFailure("a prime divides no smaller number") }
    return inverse
}
