import CGMP

extension SecretInteger {
    /// The sum.
    public static func + (left: borrowing SecretInteger, right: borrowing SecretInteger) -> SecretInteger {
        combine(left, right, __gmpz_add)
    }

    /// The difference.
    ///
    /// - Precondition: it is not negative.
    public static func - (left: borrowing SecretInteger, right: borrowing SecretInteger) -> SecretInteger {
        combine(left, right, __gmpz_sub)
    }

    /// The product.
    public static func * (left: borrowing SecretInteger, right: borrowing SecretInteger) -> SecretInteger {
        combine(left, right, __gmpz_mul)
    }

    /// The quotient rounded down.
    public static func / (left: borrowing SecretInteger, right: borrowing SecretInteger) -> SecretInteger {
        precondition(right.limbCount > 0, "division by zero")
        return combine(left, right, __gmpz_tdiv_q)
    }

    /// The sum with a machine word.
    public static func + (left: borrowing SecretInteger, right: UInt) -> SecretInteger {
        SecretInteger { result in left.withInteger { __gmpz_add_ui(result, $0, right) } }
    }

    /// The difference to a machine word.
    ///
    /// - Precondition: it is not negative.
    public static func - (left: borrowing SecretInteger, right: UInt) -> SecretInteger {
        SecretInteger { result in left.withInteger { __gmpz_sub_ui(result, $0, right) } }
    }

    /// Times 2^count.
    public static func << (integer: borrowing SecretInteger, count: Int) -> SecretInteger {
        precondition(count >= 0, "a shift of \(count) bits")
        return SecretInteger { result in integer.withInteger { __gmpz_mul_2exp(result, $0, mp_bitcnt_t(count)) } }
    }

    /// Divided by 2^count, rounded down.
    public static func >> (integer: borrowing SecretInteger, count: Int) -> SecretInteger {
        precondition(count >= 0, "a shift of \(count) bits")
        return SecretInteger { result in integer.withInteger { __gmpz_tdiv_q_2exp(result, $0, mp_bitcnt_t(count)) } }
    }

    /// The remainder in `0 ..< divisor`.
    public borrowing func modulo(_ divisor: borrowing SecretInteger) -> SecretInteger {
        precondition(divisor.limbCount > 0, "division by zero")
        return Self.combine(self, divisor, __gmpz_mod)
    }

    /// The remainder in `0 ..< divisor`.
    public borrowing func remainder(dividingBy divisor: UInt) -> UInt {
        precondition(divisor != 0, "division by zero")
        return withInteger { __gmpz_fdiv_ui($0, divisor) }
    }

    /// The difference without its sign.
    public borrowing func distance(to other: borrowing SecretInteger) -> SecretInteger {
        SecretInteger { result in
            withInteger { one in other.withInteger { __gmpz_sub(result, one, $0) } }
            __gmpz_abs(result, result)
        }
    }

    /// The greatest common divisor.
    public borrowing func greatestCommonDivisor(with other: borrowing SecretInteger) -> SecretInteger {
        Self.combine(self, other, __gmpz_gcd)
    }

    /// The number that gives 1 when multiplied with this one.
    ///
    /// - Returns: a value in `0 ..< modulus`, or nil where there is none.
    public borrowing func inverse(modulo modulus: borrowing SecretInteger) -> SecretInteger? {
        var exists = false
        let inverse = Self.combine(self, modulus) { result, value, modulus in
            exists = __gmpz_invert(result, value, modulus) != 0
            // What is there otherwise is not defined.
            if !exists { __gmpz_set_ui(result, 0) }
        }
        if exists { return inverse }
        return nil
    }

    /// Whether both are the same number.
    public static func == (left: borrowing SecretInteger, right: borrowing SecretInteger) -> Bool {
        compare(left, right) == 0
    }

    /// Whether it is this number.
    public static func == (left: borrowing SecretInteger, right: UInt) -> Bool {
        left.withInteger { __gmpz_cmp_ui($0, right) } == 0
    }

    /// The order of the integers.
    public static func < (left: borrowing SecretInteger, right: borrowing SecretInteger) -> Bool {
        compare(left, right) < 0
    }

    private static func compare(_ left: borrowing SecretInteger, _ right: borrowing SecretInteger) -> Int32 {
        left.withInteger { one in right.withInteger { other in __gmpz_cmp(one, other) } }
    }

    private static func combine(
        _ left: borrowing SecretInteger, _ right: borrowing SecretInteger,
        _ operation: (mpz_ptr, mpz_srcptr, mpz_srcptr) -> Void
    ) -> SecretInteger {
        SecretInteger { result in
            left.withInteger { one in right.withInteger { other in operation(result, one, other) } }
        }
    }
}
