/// Distinct rows in the order of their coming.
struct RowSet {
    private(set) var rows: [UInt32] = []
    /// A bit a row of the model: quicker than hashing what is a hash already.
    private var seen: [UInt64]

    init(below limit: Int) {
        seen = [UInt64](repeating: 0, count: (limit + 63) / 64)
        rows.reserveCapacity(256)
    }

    /// Adds a row, unless it is there.
    mutating func insert(_ row: UInt32) {
        let (index, bit) = (Int(row >> 6), UInt64(1) << UInt64(row & 63))
        guard seen[index] & bit == 0 else { return }
        seen[index] |= bit
        rows.append(row)
    }
}
