package import BigNumber

/// A seeded generator (Steele–Lea–Flood 2014), so that a failing case can be run again.
package struct SplitMix64: RandomNumberGenerator {
    package var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number of up to `bits` bits: random ones, long runs of equal bits, or next to a power of two.
    package mutating func integer(bits: Int) -> BigInteger {
        let mask = (BigInteger(1) << bits) - 1
        let bytes = (0..<(bits + 7) / 8).map { _ in UInt8.random(in: 0...255, using: &self) }
        switch Int.random(in: 0..<4, using: &self) {
        case 0:
            let runs = bytes.map { $0 < 128 ? UInt8(0) : 255 }
            return BigInteger(bigEndian: runs).modulo(mask + 1)
        case 1:
            let power = BigInteger(1) << Int.random(in: 0..<bits, using: &self)
            return power - BigInteger(Int.random(in: 0...1, using: &self))
        default: return BigInteger(bigEndian: bytes).modulo(mask + 1)
        }
    }

    /// An odd number with exactly `bits` bits.
    package mutating func modulus(bits: Int) -> BigInteger {
        let value = integer(bits: bits - 1) + (BigInteger(1) << (bits - 1))
        return value.isOdd ? value : value + 1
    }

    /// A number below `bound`, the edges more often than chance would have it.
    package mutating func residue(below bound: BigInteger) -> BigInteger {
        switch Int.random(in: 0..<8, using: &self) {
        case 0: 0
        case 1: 1
        case 2: bound - 1
        default: integer(bits: bound.bitWidth).modulo(bound)
        }
    }

    /// Three that are always the same, and one that nobody chose; a failure prints which.
    package static let seeds: [UInt64] = [1, 2, 3, .random(in: 0...UInt64.max)]
}
