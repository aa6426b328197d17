import CGMP

/// The arithmetic of secrets (GMP's `mpn_sec_*`): time and memory accesses depend on sizes alone. One bundle of scratch
/// serves numbers up to a width, and ends with the closure of `withScratch`.
package struct SecretArithmetic {
    private let product: UnsafeMutablePointer<UInt>
    private let scratch: UnsafeMutablePointer<UInt>
    private let limbCount: Int

    /// Lends scratch for numbers of `limbCount` limbs, and of twice that where a function says so.
    package static func withScratch<Result>(
        limbCount: Int, _ body: (SecretArithmetic) throws -> Result
    ) rethrows -> Result {
        let limbs = [
            __gmpn_sec_mul_itch(limbCount, limbCount), __gmpn_sec_div_r_itch(2 * limbCount, limbCount),
            __gmpn_sec_sub_1_itch(2 * limbCount), __gmpn_sec_add_1_itch(limbCount),
        ]
        return try withWipedScratch(limbs: 2 * limbCount + limbs.reduce(0, max)) { memory in
            try body(SecretArithmetic(product: memory, scratch: memory + 2 * limbCount, limbCount: limbCount))
        }
    }

    /// result = left · right, of twice as many limbs. The result may not overlap an operand.
    package func multiplyFull(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>
    ) {
        __gmpn_sec_mul(result, left, limbCount, right, limbCount, scratch)
    }

    /// result = left · right mod 2^(64 · limbCount); the result may lie where an operand does.
    package func multiplyLow(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>
    ) {
        multiplyFull(product, left, right)
        result.update(from: product, count: limbCount)
    }

    /// result = left · right mod modulus, whose highest limb is not zero; the result may lie where an operand does.
    package func multiply(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>,
        modulo modulus: UnsafePointer<UInt>
    ) {
        multiplyFull(product, left, right)
        __gmpn_sec_div_r(product, 2 * limbCount, modulus, limbCount, scratch)
        result.update(from: product, count: limbCount)
    }

    /// number = number · factor + summand · times, all of so many limbs; what carries out of them is lost.
    package static func multiply(
        _ number: UnsafeMutablePointer<UInt>, by factor: UInt, adding summand: UnsafePointer<UInt>, times: UInt,
        limbs: Int
    ) {
        _ = __gmpn_mul_1(number, number, limbs, factor)
        _ = __gmpn_addmul_1(number, summand, limbs, times)
    }

    /// result = left − right mod modulus, for operands below the modulus; the result may lie where an operand does.
    package func subtract(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>,
        modulo modulus: UnsafePointer<UInt>
    ) {
        let borrow = __gmpn_sub_n(result, left, right, limbCount)
        _ = __gmpn_cnd_add_n(borrow, result, result, modulus, limbCount)
    }

    /// Adds a number of `limbCount` limbs to one of twice as many; what carries out of it is lost.
    package func add(_ summand: UnsafePointer<UInt>, toFull sum: UnsafeMutablePointer<UInt>) {
        let carry = __gmpn_add_n(sum, sum, summand, limbCount)
        _ = __gmpn_sec_add_1(sum + limbCount, sum + limbCount, limbCount, carry, scratch)
    }

    /// Subtracts 1 from a number of up to 2 · `limbCount` limbs.
    package func decrement(_ number: UnsafeMutablePointer<UInt>, limbs: Int) {
        precondition(limbs <= 2 * limbCount, "\(limbs) limbs where at most \(2 * limbCount) are foreseen")
        _ = __gmpn_sec_sub_1(number, number, limbs, 1, scratch)
    }
}
