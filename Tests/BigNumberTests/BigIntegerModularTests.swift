import BigNumber
import BigNumberTesting
import Testing

@Suite struct BigIntegerModularTests {
    /// Square and multiply, the second implementation.
    private static func power(_ base: BigInteger, _ exponent: BigInteger, _ modulus: BigInteger) -> BigInteger {
        var result = BigInteger(1).modulo(modulus)
        for index in (0..<exponent.bitWidth).reversed() {
            result = (result * result).modulo(modulus)
            if exponent.bit(index) { result = (result * base).modulo(modulus) }
        }
        return result
    }

    @Test("powers agree with square and multiply", arguments: SplitMix64.seeds)
    func powers(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in [2, 3, 64, 65, 200, 521] {
            let modulus = random.modulus(bits: bits)
            let base = random.residue(below: modulus)
            let exponent = random.integer(bits: 70) + 1
            let expected = Self.power(base, exponent, modulus)
            #expect(base.power(exponent, modulo: modulus) == expected)
            #expect((base - modulus).power(exponent, modulo: modulus) == expected)
        }
        #expect(BigInteger(5).power(0, modulo: 7) == 1)
    }

    @Test("an inverse exists just where the divisor is coprime", arguments: SplitMix64.seeds)
    func inverses(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let modulus = random.integer(bits: 100) + 2
            let value = random.integer(bits: 120)
            let inverse = value.inverse(modulo: modulus)
            #expect((inverse != nil) == (value.greatestCommonDivisor(with: modulus) == 1))
            if let inverse {
                #expect((value * inverse).modulo(modulus) == 1)
                #expect(inverse.signum >= 0 && inverse < modulus)
            }
        }
    }

    @Test("the Jacobi symbol is Euler's criterion for a prime", arguments: [3, 5, 7, 11, 10007])
    func jacobi(prime: Int) {
        let modulus = BigInteger(prime)
        for value in 0..<min(prime, 40) {
            let euler = BigInteger(value).power(BigInteger((prime - 1) / 2), modulo: modulus)
            let expected = euler == 0 ? 0 : euler == 1 ? 1 : -1
            #expect(BigInteger(value).jacobiSymbol(over: modulus) == expected)
        }
    }

    @Test("small primes are the sieve's")
    func smallPrimes() {
        let limit = 2000
        let primes = (2..<limit).filter { number in
            (2..<number).allSatisfy { number % $0 != 0 || $0 * $0 > number * $0 }
        }
        #expect((-2..<limit).filter { BigInteger($0).isProbablyPrime } == primes)
    }

    @Test("large primes, Carmichael numbers and strong pseudoprimes are told apart")
    func largePrimes() {
        #expect((((BigInteger(1) << 521) - 1)).isProbablyPrime)
        #expect(!((BigInteger(1) << 523) - 1).isProbablyPrime)
        // Carmichael numbers, then ψ₄ and ψ₉: strong pseudoprimes to the first four and nine prime bases.
        for composite in [561, 1105, 294_409, 3_215_031_751, 3_825_123_056_546_413_051] {
            #expect(!BigInteger(composite).isProbablyPrime)
        }
    }

    @Test("perfect powers are recognised")
    func perfectPowers() {
        #expect((BigInteger(1_000_003) * BigInteger(1_000_003)).isPerfectPower)
        #expect((BigInteger(1) << 300).isPerfectPower)
        #expect(!(BigInteger(1_000_003) * BigInteger(1_000_033)).isPerfectPower)
    }
}
