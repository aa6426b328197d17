import BigNumberTesting
import CGMP
import Glibc
import Testing

@testable import BigNumber

/// Secret integers against plain ones. That they are not copied is a matter of types: `SecretInteger` is not copyable, and
/// its limbs are `SecretLimbs`, whose wiping `SecretTests` looks at.
@Suite struct SecretIntegerTests {
    @Test("what GMP computed in is wiped before it is given back")
    func wiping() {
        var left: [UInt]?
        let secret = SecretInteger { result in
            __gmpz_set_ui(result, 1)
            __gmpz_mul_2exp(result, result, 1000)
            // Shorter than its memory, whose upper part still has limbs of what was there before.
            __gmpz_sub_ui(result, result, 1)
            __gmpz_tdiv_q_2exp(result, result, 500)
        } clear: { result in
            let memory = UnsafeBufferPointer(start: result.pointee._mp_d, count: Int(result.pointee._mp_alloc))
            left = Array(memory)
            __gmpz_clear(result)
        }
        #expect(secret.published() == (BigInteger(1) << 500) - 1)
        #expect((left?.count ?? 0) >= 16 && left?.allSatisfy { $0 == 0 } == true)
    }

    private static func inverse(_ value: borrowing SecretInteger, modulo modulus: borrowing SecretInteger)
        -> BigInteger?
    {
        guard let inverse = value.inverse(modulo: modulus) else { return nil }
        return inverse.published()
    }

    @Test("arithmetic agrees with plain integers", arguments: SplitMix64.seeds)
    func arithmetic(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in [1, 63, 64, 65, 500, 2048] {
            let (a, b) = (random.integer(bits: bits), random.modulus(bits: bits + 1))
            let x = SecretInteger(a)
            let y = SecretInteger(b)
            #expect((x + y).published() == a + b)
            #expect((x * y).published() == a * b)
            #expect((x * y - x).published() == a * b - a)
            #expect((x * y / y).published() == a)
            #expect((x * x).modulo(y).published() == (a * a).modulo(b))
            #expect((x + 77).published() == a + 77)
            #expect((x + 77 - 70).published() == a + 7)
            #expect((x << 67).published() == a << 67)
            #expect((y >> 1).published() == b >> 1)
            #expect(x.distance(to: y).published() == b - a)
            #expect(y.distance(to: x).published() == b - a)
            #expect(x.greatestCommonDivisor(with: y).published() == a.greatestCommonDivisor(with: b))
            #expect(x.remainder(dividingBy: 65_521) == a.remainder(dividingBy: 65_521))
            #expect(Self.inverse(x, modulo: y) == a.inverse(modulo: b))
        }
    }

    @Test("forms and sizes agree with plain integers", arguments: SplitMix64.seeds)
    func forms(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in [0, 1, 64, 65, 129, 512] {
            let number = bits == 0 ? 0 : (BigInteger(1) << (bits - 1)) + random.integer(bits: max(1, bits - 1)) / 2
            let secret = SecretInteger(number)
            #expect(secret.bitWidth == number.bitWidth && secret.limbCount == number.limbCount)
            #expect(secret.byteCount == number.byteCount && secret.isOdd == number.isOdd)
            #expect((0..<bits + 3).allSatisfy { secret.bit($0) == number.bit($0) })
            #expect(number.bigEndianBytes.withUnsafeBytes { SecretInteger(bigEndian: $0).published() } == number)
            #expect(secret.withLimbs { SecretInteger(limbs: $0).published() } == number)
            var limbs = SecretLimbs(zeroCount: 3 * 9)
            limbs.withMutableLimbs { $0.update(repeating: .max) }
            secret.write(to: &limbs, row: 1, limbs: 9)
            let rows = limbs.withLimbs { all in
                (0..<3).map { BigInteger(limbs: UnsafeBufferPointer(rebasing: all[$0 * 9..<($0 + 1) * 9])) }
            }
            let full = (BigInteger(1) << 576) - 1
            #expect(rows == [full, number, full])
        }
    }

    @Test("comparisons and primality")
    func comparisons() {
        let five = SecretInteger(5)
        let six = SecretInteger(6)
        let isOrdered = five < six && !(six < six) && !(six < five)
        let areEqual = six == six && !(five == six) && five == 5 && !(five == 6) && SecretInteger(0) == 0
        #expect(isOrdered && areEqual)
        let mersenne = SecretInteger((BigInteger(1) << 127) - 1)
        let (isPrime, isCompositePrime) = (mersenne.isProbablyPrime, (mersenne + 2).isProbablyPrime)
        #expect(isPrime && !isCompositePrime)
    }

    @Test("random numbers are below their bound, and reach everywhere", arguments: [1, 2, 3, 5, 8])
    func randomBelow(bound: Int) {
        let rows = SecretLimbs.random(count: 400, below: BigInteger(bound)).withLimbs { Array($0) }
        #expect(Set(rows) == Set((0..<UInt(bound))))
        let large = (BigInteger(1) << 130) + 5
        let numbers = (0..<200).map { _ in SecretInteger.random(below: large).published() }
        #expect(
            numbers.allSatisfy { $0 < large } && numbers.contains { $0.bit(129) } && numbers.contains { !$0.bit(129) })
        #expect(SecretInteger.random(bits: 70).bitWidth <= 70)
    }
}
