/// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): the same everywhere and in every process.
struct FNV1a {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// The value folded to `bits` bits: all its digits in base 2^bits, exclusive-ored.
    static func fold(_ value: UInt64, bits: Int) -> UInt32 {
        var (rest, folded) = (value, UInt64(0))
        while rest != 0 {
            folded ^= rest & (1 << UInt64(bits) - 1)
            rest >>= UInt64(bits)
        }
        return UInt32(truncatingIfNeeded: folded)
    }
}
