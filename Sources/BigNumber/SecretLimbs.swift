import CGMP
import Glibc
import Primitives

/// The limbs (64 bits, least significant first) of a secret: one owner, wiped over their whole memory when it goes.
///
/// It has no description, no `Codable` and no hash, so it cannot slip into a log or a file. The length is public, the
/// limbs are not.
///
/// `@unchecked Sendable`: the memory belongs to this value alone, which cannot be copied; sharing it means borrowing
/// it, and a borrow only reads.
public struct SecretLimbs: ~Copyable, @unchecked Sendable {
    /// How the memory is given back once it is wiped; a test replaces it to look at what is left.
    typealias Release = @Sendable (UnsafeMutableBufferPointer<UInt>) -> Void

    private let memory: UnsafeMutableBufferPointer<UInt>
    private let release: Release

    init(zeroCount count: Int, release: @escaping Release) {
        memory = .allocate(capacity: count)
        memory.initialize(repeating: 0)
        self.release = release
    }

    /// As many zero limbs, to be filled in place.
    public init(zeroCount count: Int) {
        self.init(zeroCount: count) { $0.deallocate() }
    }

    /// A copy of limbs, which stay their owner's to wipe.
    public init(copying limbs: UnsafeBufferPointer<UInt>) {
        self.init(zeroCount: limbs.count)
        for (index, limb) in limbs.enumerated() { memory[index] = limb }
    }

    /// The limbs of a non-negative integer, with zeros above.
    ///
    /// - Precondition: the integer fits.
    public init(_ integer: BigInteger, count: Int) {
        self.init(concatenating: [(integer, count)])
    }

    /// Non-negative integers one after the other, each in its own number of limbs.
    ///
    /// - Precondition: the integers fit.
    public init(concatenating parts: [(integer: BigInteger, limbs: Int)]) {
        self.init(zeroCount: parts.reduce(0) { $0 + $1.limbs })
        var start = 0
        for part in parts {
            let end = start + part.limbs
            part.integer.write(to: UnsafeMutableBufferPointer(rebasing: memory[start..<end]))
            start = end
        }
    }

    /// A uniform integer in `0 ..< 2^bits` from the kernel's generator.
    public static func random(bits: Int) -> SecretLimbs {
        random(count: 1, bits: bits)
    }

    /// As many uniform integers in `0 ..< 2^bits` one after the other, each in ⌈bits / 64⌉ limbs.
    public static func random(count: Int, bits: Int) -> SecretLimbs {
        let limbs = (bits + UInt.bitWidth - 1) / UInt.bitWidth
        let secret = SecretLimbs(zeroCount: count * limbs)
        SystemRandom.fill(UnsafeMutableRawBufferPointer(secret.memory))
        let top = UInt.max >> (limbs * UInt.bitWidth - bits)
        for last in stride(from: limbs - 1, to: secret.count, by: max(1, limbs)) where limbs > 0 {
            secret.memory[last] = secret.memory[last] & top
        }
        return secret
    }

    /// As many uniform integers in `0 ..< bound` one after the other, each in as many limbs as the bound.
    public static func random(count: Int, below bound: BigInteger) -> SecretLimbs {
        precondition(bound.signum > 0, "nothing is below \(bound)")
        let limbs = bound.limbCount
        let secret = SecretLimbs(zeroCount: count * limbs)
        bound.withLimbs { bound in
            for row in 0..<count {
                // Drawing again keeps it uniform, and takes fewer than two draws on average.
                repeat {
                    random(bits: limbs * UInt.bitWidth - bound[limbs - 1].leadingZeroBitCount).withLimbs { draw in
                        secret.memory.row(row, limbs).update(from: draw.row(0, limbs), count: limbs)
                    }
                } while __gmpn_cmp(secret.memory.row(row, limbs), bound.baseAddress, limbs) >= 0
            }
        }
        return secret
    }

    deinit {
        if let start = memory.baseAddress { explicit_bzero(start, memory.count * MemoryLayout<UInt>.size) }
        release(memory)
    }

    /// How many limbs there are.
    public var count: Int { memory.count }

    /// Lends the limbs. The pointer ends with the closure, and what it copies out is the caller's to wipe.
    public borrowing func withLimbs<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(memory))
    }

    /// Lends the limbs to be changed in place.
    public mutating func withMutableLimbs<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutableBufferPointer<UInt>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(memory)
    }
}
