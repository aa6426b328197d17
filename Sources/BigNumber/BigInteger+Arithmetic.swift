import CGMP

extension BigInteger {
    /// The sum.
    public static func + (left: BigInteger, right: BigInteger) -> BigInteger {
        combine(left, right, __gmpz_add)
    }

    /// The difference.
    public static func - (left: BigInteger, right: BigInteger) -> BigInteger {
        combine(left, right, __gmpz_sub)
    }

    /// The product.
    public static func * (left: BigInteger, right: BigInteger) -> BigInteger {
        combine(left, right, __gmpz_mul)
    }

    /// The integer of opposite sign.
    public static prefix func - (integer: BigInteger) -> BigInteger {
        integer.map(__gmpz_neg)
    }

    /// The quotient rounded towards zero, as `Int` divides.
    public static func / (left: BigInteger, right: BigInteger) -> BigInteger {
        precondition(!right.isZero, "division by zero")
        return combine(left, right, __gmpz_tdiv_q)
    }

    /// The remainder in `0 ..< |divisor|`, whatever the signs.
    public func modulo(_ divisor: BigInteger) -> BigInteger {
        precondition(!divisor.isZero, "division by zero")
        return Self.combine(self, divisor, __gmpz_mod)
    }

    /// The remainder in `0 ..< divisor`, whatever the sign.
    public func remainder(dividingBy divisor: UInt) -> UInt {
        precondition(divisor != 0, "division by zero")
        return withInteger { __gmpz_fdiv_ui($0, divisor) }
    }

    /// Times 2^count.
    public static func << (integer: BigInteger, count: Int) -> BigInteger {
        precondition(count >= 0, "a shift of \(count) bits")
        return integer.map { __gmpz_mul_2exp($0, $1, mp_bitcnt_t(count)) }
    }

    /// Divided by 2^count, rounded down.
    public static func >> (integer: BigInteger, count: Int) -> BigInteger {
        precondition(count >= 0, "a shift of \(count) bits")
        return integer.map { __gmpz_fdiv_q_2exp($0, $1, mp_bitcnt_t(count)) }
    }

    /// The value without its sign.
    public var magnitude: BigInteger {
        map(__gmpz_abs)
    }

    /// The greatest common divisor, never negative.
    public func greatestCommonDivisor(with other: BigInteger) -> BigInteger {
        Self.combine(self, other, __gmpz_gcd)
    }

    static func combine(
        _ left: BigInteger, _ right: BigInteger, _ operation: (mpz_ptr, mpz_srcptr, mpz_srcptr) -> Void
    ) -> BigInteger {
        BigInteger { result in
            left.withInteger { one in right.withInteger { other in operation(result, one, other) } }
        }
    }

    func map(_ operation: (mpz_ptr, mpz_srcptr) -> Void) -> BigInteger {
        BigInteger { result in withInteger { operation(result, $0) } }
    }
}
