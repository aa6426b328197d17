import BigNumber

extension PlaintextVector {
    /// Rows as fixed-width big-endian bytes of `bits` bits each, rounded up to whole bytes, without framing.
    ///
    /// - Precondition: every row fits.
    public func bigEndianBytes(bits: Int) -> [UInt8] { rows.bigEndianBytes(perRow: (bits + 7) / 8) }
}
