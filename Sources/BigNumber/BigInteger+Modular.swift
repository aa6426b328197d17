import CGMP

extension BigInteger {
    /// `self` to a public exponent, modulo `modulus`; time depends on every argument.
    ///
    /// - Returns: a value in `0 ..< modulus`.
    public func power(_ exponent: BigInteger, modulo modulus: BigInteger) -> BigInteger {
        precondition(exponent.signum >= 0 && modulus.signum > 0, "a power needs exponent ≥ 0 and modulus > 0")
        return BigInteger { result in
            withInteger { base in
                exponent.withInteger { exponent in
                    modulus.withInteger { __gmpz_powm(result, base, exponent, $0) }
                }
            }
        }
    }

    /// The number that gives 1 when multiplied with this one.
    ///
    /// - Returns: a value in `0 ..< modulus`, or nil where there is none.
    public func inverse(modulo modulus: BigInteger) -> BigInteger? {
        var exists = false
        let inverse = BigInteger { result in
            withInteger { value in modulus.withInteger { exists = __gmpz_invert(result, value, $0) != 0 } }
        }
        return exists ? inverse : nil
    }

    /// The Jacobi symbol (self / modulus) for an odd modulus: −1, 0 or 1.
    public func jacobiSymbol(over modulus: BigInteger) -> Int {
        precondition(modulus.isOdd && modulus.signum > 0, "the Jacobi symbol needs an odd modulus")
        return Int(withInteger { value in modulus.withInteger { __gmpz_jacobi(value, $0) } })
    }

    /// Whether it is prime, by the Baillie–PSW test: a strong test to base 2 and a strong Lucas test. No composite is
    /// known to pass it.
    ///
    /// Up to 24 repetitions are BPSW alone in GMP ≥ 6.2; beyond, GMP would draw bases from a generator of its own.
    public var isProbablyPrime: Bool {
        signum > 0 && withInteger { __gmpz_probab_prime_p($0, 24) } != 0
    }

    /// Whether it is a^b for integers a and b > 1.
    public var isPerfectPower: Bool {
        withInteger { __gmpz_perfect_power_p($0) } != 0
    }
}
