import CGMP
import Glibc

/// A non-negative integer that nobody may find in memory afterwards: one owner, never copied behind its back, its limbs
/// wiped when it goes. For making and reading keys, where numbers are few.
///
/// It has no description, no `Codable` and no hash. Its length is public. Results are computed by GMP in memory that is
/// wiped too; what GMP takes for itself meanwhile, `GMPAllocators.installWiping()` wipes. Time depends on values.
public struct SecretInteger: ~Copyable, Sendable {
    /// Without leading zeros.
    private let limbs: SecretLimbs

    /// The integer that `body` makes of zero.
    ///
    /// - Parameter clear: gives GMP's memory back once it is wiped; a test replaces it to look at what is left.
    init(computing body: (mpz_ptr) -> Void, clear: (mpz_ptr) -> Void = { __gmpz_clear($0) }) {
        var scratch = __mpz_struct()
        limbs = withUnsafeMutablePointer(to: &scratch) { scratch in
            __gmpz_init(scratch)
            body(scratch)
            precondition(scratch.pointee._mp_size >= 0, "a secret integer is not negative")
            let limbs = SecretLimbs(
                copying: UnsafeBufferPointer(start: __gmpz_limbs_read(scratch), count: __gmpz_size(scratch)))
            let capacity = Int(scratch.pointee._mp_alloc)
            if capacity > 0 { explicit_bzero(scratch.pointee._mp_d, capacity * MemoryLayout<UInt>.size) }
            clear(scratch)
            return limbs
        }
    }

    /// The integer of limbs, least significant first, which stay their owner's to wipe.
    public init(limbs: UnsafeBufferPointer<UInt>) {
        self.init { __gmpz_import($0, limbs.count, -1, MemoryLayout<UInt>.size, 0, 0, limbs.baseAddress) }
    }

    /// The integer of big-endian bytes, which stay their owner's to wipe.
    public init(bigEndian bytes: UnsafeRawBufferPointer) {
        self.init { __gmpz_import($0, bytes.count, 1, 1, 1, 0, bytes.baseAddress) }
    }

    /// The same as a number that is in the open already.
    ///
    /// - Precondition: it is not negative.
    public init(_ integer: BigInteger) {
        self.init { scratch in integer.withInteger { __gmpz_set(scratch, $0) } }
    }

    /// A uniform integer in `0 ..< 2^bits` from the kernel's generator.
    public static func random(bits: Int) -> SecretInteger {
        SecretLimbs.random(bits: bits).withLimbs { SecretInteger(limbs: $0) }
    }

    /// A uniform integer in `0 ..< bound` from the kernel's generator.
    public static func random(below bound: BigInteger) -> SecretInteger {
        SecretLimbs.random(count: 1, below: bound).withLimbs { SecretInteger(limbs: $0) }
    }

    /// The same number for everybody to see. This is the one way out.
    public borrowing func published() -> BigInteger {
        withLimbs { BigInteger(limbs: $0) }
    }

    /// Lends the limbs, least significant first, without leading zeros. What the closure copies out is the caller's to wipe.
    public borrowing func withLimbs<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try limbs.withLimbs(body)
    }

    /// Writes the limbs, least significant first, and zeros after them.
    public borrowing func write(to memory: UnsafeMutableBufferPointer<UInt>) {
        withLimbs { limbs in
            precondition(limbs.count <= memory.count, "\(limbs.count) limbs do not fit in \(memory.count)")
            memory.update(repeating: 0)
            for (index, limb) in limbs.enumerated() { memory[index] = limb }
        }
    }

    /// Writes it into a row of equally long integers.
    package borrowing func write(to rows: inout SecretLimbs, row: Int, limbs: Int) {
        rows.withMutableLimbs { rows in
            write(to: UnsafeMutableBufferPointer(rebasing: rows[row * limbs..<(row + 1) * limbs]))
        }
    }

    /// Lends GMP's form of the integer, to be read.
    borrowing func withInteger<Result: ~Copyable>(_ body: (mpz_srcptr) -> Result) -> Result {
        limbs.withLimbs { limbs in
            var view = __mpz_struct()
            return withUnsafeMutablePointer(to: &view) { view in
                guard let integer = __gmpz_roinit_n(view, limbs.baseAddress, limbs.count) else {
                    preconditionFailure("GMP returns its argument")
                }
                return body(integer)
            }
        }
    }
}

extension SecretInteger {
    /// How many bits there are; 0 for zero.
    public var bitWidth: Int {
        withLimbs { limbs in
            guard let last = limbs.last else { return 0 }
            return limbs.count * UInt.bitWidth - last.leadingZeroBitCount
        }
    }

    /// How many whole limbs (64 bits) there are; 0 for zero.
    public var limbCount: Int { limbs.count }

    /// How many whole bytes there are; 0 for zero.
    public var byteCount: Int { (bitWidth + 7) / 8 }

    /// The bit of this weight.
    public borrowing func bit(_ index: Int) -> Bool {
        withInteger { __gmpz_tstbit($0, mp_bitcnt_t(index)) } == 1
    }

    /// Whether it is odd.
    public var isOdd: Bool { bit(0) }

    /// Whether it is prime, by the Baillie–PSW test, as `BigInteger.isProbablyPrime`.
    public var isProbablyPrime: Bool {
        withInteger { __gmpz_probab_prime_p($0, 24) } != 0
    }
}
