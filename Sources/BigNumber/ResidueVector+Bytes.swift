extension ResidueVector {
    /// Reads rows from fixed-width big-endian bytes, as `bigEndianBytes(perRow:)` writes them.
    ///
    /// Made for bytes from a stranger: the size is compared with what is expected before anything is allocated.
    ///
    /// - Parameters:
    ///   - count: how many rows are expected.
    ///   - byteWidth: the bytes of a row.
    /// - Throws: `BigNumberError.byteCountMismatch`.
    public init(bigEndian bytes: UnsafeRawBufferPointer, count: Int, byteWidth: Int) throws {
        guard bytes.count == count * byteWidth else {
            throw BigNumberError.byteCountMismatch(expected: count * byteWidth, actual: bytes.count)
        }
        self.init(count: count, limbsPerRow: (byteWidth + 7) / 8)
        for row in 0..<count {
            let piece = UnsafeRawBufferPointer(rebasing: bytes[row * byteWidth..<(row + 1) * byteWidth])
            withMutableLimbs(row) { BigEndian.decode(piece, into: $0) }
        }
    }

    /// Rows as fixed-width big-endian bytes, one after the other, without framing.
    ///
    /// - Precondition: every row fits into `byteWidth` bytes.
    public func bigEndianBytes(perRow byteWidth: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count * byteWidth) { bytes, initialised in
            let all = UnsafeMutableRawBufferPointer(bytes)
            for row in 0..<count {
                let piece = UnsafeMutableRawBufferPointer(rebasing: all[row * byteWidth..<(row + 1) * byteWidth])
                withLimbs(row) { BigEndian.encode($0, into: piece) }
            }
            initialised = count * byteWidth
        }
    }
}
