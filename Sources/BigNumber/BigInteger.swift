import CGMP

/// An integer of any size, as a value: for keys, parameters and checks, where clarity counts more than allocations.
///
/// Bulk work is done on `ResidueVector`, which owns one allocation however many rows it has. Nothing here is wiped, so it
/// is for public numbers: secrets are `SecretInteger` and `SecretLimbs`.
public struct BigInteger: Sendable {
    private let storage: Storage

    /// GMP's integer behind a reference, so that a copy costs a retain.
    ///
    /// `@unchecked Sendable`: written only inside `BigInteger.init(computing:)`, before anybody else can see it.
    private final class Storage: @unchecked Sendable {
        let integer = UnsafeMutablePointer<__mpz_struct>.allocate(capacity: 1)

        init() {
            __gmpz_init(integer)
        }

        deinit {
            __gmpz_clear(integer)
            integer.deallocate()
        }
    }

    /// A new integer, zero until `body` writes its value.
    init(computing body: (mpz_ptr) -> Void) {
        storage = Storage()
        body(storage.integer)
    }

    /// Lends GMP's own form of the integer, to be read.
    func withInteger<Result>(_ body: (mpz_srcptr) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(storage) { try body(UnsafePointer(storage.integer)) }
    }

    /// The integer of a machine word.
    public init(_ value: Int) {
        self.init { __gmpz_set_si($0, value) }
    }

    /// The integer of a machine word.
    public init(_ value: UInt) {
        self.init { __gmpz_set_ui($0, value) }
    }

    /// How many bits the magnitude has; 0 for zero.
    public var bitWidth: Int {
        isZero ? 0 : withInteger { __gmpz_sizeinbase($0, 2) }
    }

    /// How many whole limbs (64 bits) hold the magnitude; 0 for zero.
    public var limbCount: Int {
        (bitWidth + UInt.bitWidth - 1) / UInt.bitWidth
    }

    /// How many whole bytes hold the magnitude; 0 for zero.
    public var byteCount: Int {
        (bitWidth + 7) / 8
    }

    /// −1, 0 or 1.
    public var signum: Int {
        Int(withInteger { __gmpz_cmp_si($0, 0) }.signum())
    }

    /// Whether it is zero.
    public var isZero: Bool { signum == 0 }

    /// Whether it is odd.
    public var isOdd: Bool {
        withInteger { __gmpz_tstbit($0, 0) } == 1
    }

    /// The bit of this weight, of the two's complement form when the integer is negative.
    public func bit(_ index: Int) -> Bool {
        withInteger { __gmpz_tstbit($0, mp_bitcnt_t(index)) } == 1
    }

    /// The value if it fits a machine word.
    public var word: Int? {
        withInteger { __gmpz_fits_slong_p($0) != 0 ? __gmpz_get_si($0) : nil }
    }
}

extension BigInteger: ExpressibleByIntegerLiteral {
    /// A literal that fits a machine word; larger numbers come from hexadecimal text.
    public init(integerLiteral value: Int) {
        self.init(value)
    }
}

extension BigInteger: Comparable, Hashable {
    /// Whether both are the same number.
    public static func == (left: BigInteger, right: BigInteger) -> Bool {
        compare(left, right) == 0
    }

    /// The order of the integers.
    public static func < (left: BigInteger, right: BigInteger) -> Bool {
        compare(left, right) < 0
    }

    /// Feeds sign and magnitude to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(signum)
        withLimbs { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    private static func compare(_ left: BigInteger, _ right: BigInteger) -> Int32 {
        left.withInteger { one in right.withInteger { other in __gmpz_cmp(one, other) } }
    }
}
