/// Limbs (64 bits, least significant first) from and to fixed-width big-endian bytes. The time depends on sizes alone.
public enum BigEndian {
    /// Reads bytes into limbs; limbs beyond the bytes become zero.
    ///
    /// - Precondition: the bytes fit: `bytes.count ≤ 8 · limbs.count`.
    public static func decode(_ bytes: UnsafeRawBufferPointer, into limbs: UnsafeMutableBufferPointer<UInt>) {
        precondition(bytes.count <= 8 * limbs.count, "\(bytes.count) bytes do not fit in \(limbs.count) limbs")
        for index in limbs.indices {
            let end = bytes.count - 8 * index
            limbs[index] =
                end >= 8
                ? UInt(bigEndian: bytes.loadUnaligned(fromByteOffset: end - 8, as: UInt.self))
                : bytes.prefix(max(0, end)).reduce(0) { $0 << 8 | UInt($1) }
        }
    }

    /// Writes limbs into bytes, with zeros in front.
    ///
    /// - Precondition: limbs that do not fit the bytes are zero; what would be cut off is not looked at.
    public static func encode(_ limbs: UnsafeBufferPointer<UInt>, into bytes: UnsafeMutableRawBufferPointer) {
        for index in 0..<((bytes.count + 7) / 8) {
            let limb = index < limbs.count ? limbs[index] : 0
            let end = bytes.count - 8 * index
            if end >= 8 {
                bytes.storeBytes(of: limb.bigEndian, toByteOffset: end - 8, as: UInt.self)
            } else {
                for position in 0..<end {
                    bytes[position] = UInt8(truncatingIfNeeded: limb >> (8 * (end - 1 - position)))
                }
            }
        }
    }
}
