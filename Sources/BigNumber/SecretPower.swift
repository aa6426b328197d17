import CGMP

/// Powers in constant time, with scratch: time and memory accesses depend on sizes alone, and nothing is left on GMP's
/// stack or heap. Fixed windows, tables read whole: `CMontgomery`'s, or GMP's `mpn_sec_powm`.
///
/// It is a bundle of pointers that live as long as the closure of `withScratch`.
package struct SecretPower {
    private enum Way {
        case lanes(Lanes)
        case rowByRow(modulus: UnsafePointer<UInt>, scratch: UnsafeMutablePointer<UInt>)
    }

    private let way: Way
    private let modulusLimbs: Int
    private let baseLimbs: Int
    private let exponentBits: Int

    /// Lends scratch for powers of bases of `baseLimbs` limbs (of any value) to exponents below 2^`exponentBits`.
    ///
    /// - Parameter lanes: the same modulus for the eight-lane kernel, where that is to be used.
    /// - Precondition: the modulus is odd and its highest limb is not zero.
    static func withScratch<Result>(
        baseLimbs: Int, exponentBits: Int, modulus: UnsafePointer<UInt>, modulusLimbs: Int, lanes: LaneModulus?,
        _ body: (SecretPower) throws -> Result
    ) rethrows -> Result {
        let make = { way in
            SecretPower(way: way, modulusLimbs: modulusLimbs, baseLimbs: baseLimbs, exponentBits: exponentBits)
        }
        if let lanes {
            return try lanes.withPowerLanes(exponentBits: exponentBits, bases: Lanes.count) {
                try body(make(.lanes($0)))
            }
        }
        let limbs = __gmpn_sec_powm_itch(baseLimbs, mp_bitcnt_t(exponentBits), modulusLimbs)
        return try withWipedScratch(limbs: limbs) { try body(make(.rowByRow(modulus: modulus, scratch: $0))) }
    }

    /// result = base^exponent mod modulus for up to eight rows, which share the exponent where the stride is 0. The
    /// results may not overlap an operand.
    package func callAsFunction(
        _ results: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, _ exponents: UnsafePointer<UInt>,
        exponentStride: Int = 0, rows: Int
    ) {
        switch way {
        case .lanes(let lanes):
            lanes.power(
                results, bases, baseLimbs: baseLimbs, exponents, exponentStride: exponentStride,
                exponentBits: exponentBits, count: rows)
        case .rowByRow(let modulus, let scratch):
            for row in 0..<rows {
                __gmpn_sec_powm(
                    results + row * modulusLimbs, bases + row * baseLimbs, baseLimbs, exponents + row * exponentStride,
                    mp_bitcnt_t(exponentBits), modulus, modulusLimbs, scratch)
            }
        }
    }
}
