import CGMP

/// Scratch for powers in constant time (GMP's `mpn_sec_powm`: fixed windows, tables read whole): time and memory
/// accesses depend on sizes alone, and nothing is left on GMP's stack or heap.
///
/// It is a bundle of pointers that live as long as the closure of `withScratch`.
package struct SecretPower {
    private let modulus: UnsafePointer<UInt>
    private let modulusLimbs: Int
    private let baseLimbs: Int
    private let exponentBits: Int
    private let scratch: UnsafeMutablePointer<UInt>

    /// Lends scratch for powers of bases of `baseLimbs` limbs (of any value) to exponents below 2^`exponentBits`.
    ///
    /// - Precondition: the modulus is odd and its highest limb is not zero.
    package static func withScratch<Result>(
        baseLimbs: Int, exponentBits: Int, modulus: UnsafePointer<UInt>, modulusLimbs: Int,
        _ body: (SecretPower) throws -> Result
    ) rethrows -> Result {
        let limbs = __gmpn_sec_powm_itch(baseLimbs, mp_bitcnt_t(exponentBits), modulusLimbs)
        return try withWipedScratch(limbs: limbs) { scratch in
            try body(
                SecretPower(
                    modulus: modulus, modulusLimbs: modulusLimbs, baseLimbs: baseLimbs, exponentBits: exponentBits,
                    scratch: scratch))
        }
    }

    /// result = base^exponent mod modulus. The result may not overlap an operand.
    package func callAsFunction(
        _ result: UnsafeMutablePointer<UInt>, _ base: UnsafePointer<UInt>, _ exponent: UnsafePointer<UInt>
    ) {
        __gmpn_sec_powm(
            result, base, baseLimbs, exponent, mp_bitcnt_t(exponentBits), modulus, modulusLimbs, scratch)
    }
}
