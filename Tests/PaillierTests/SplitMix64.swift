import BigNumber

/// A seeded generator (Steele–Lea–Flood 2014), so that a failing case can be run again.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number below 2^`bits`, the edges more often than chance would have it.
    mutating func integer(bits: Int) -> BigInteger {
        let bound = BigInteger(1) << bits
        switch Int.random(in: 0..<8, using: &self) {
        case 0: return 0
        case 1: return 1
        case 2: return bound - 1
        default:
            let bytes = (0..<(bits + 7) / 8).map { _ in UInt8.random(in: 0...255, using: &self) }
            return BigInteger(bigEndian: bytes).modulo(bound)
        }
    }

    /// Three that are always the same, and one that nobody chose; a failure prints which.
    static let seeds: [UInt64] = [1, 2, 3, .random(in: 0...UInt64.max)]
}
