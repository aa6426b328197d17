import BigNumber

/// Shares that are the plaintexts themselves, in fixed-width big-endian rows: what a holder of the whole key answers.
struct PlaintextShares {
    let layout: BlockLayout
    /// The bytes of a row.
    let byteWidth: Int
    /// Every row is below this.
    let bound: BigInteger

    /// Reads a share's rows.
    ///
    /// - Throws: `PaillierError.shareInvalid`.
    func decode(_ share: DecryptionShare) throws -> ResidueVector {
        guard layout.contains(share.blocks) else {
            throw PaillierError.shareInvalid(
                holder: share.holder, reason: "not blocks of this sum, in order, once each")
        }
        let count = share.blocks.count * layout.positionsPerBlock
        guard share.payload.count == count * byteWidth else {
            let reason = "\(share.payload.count) bytes where \(count * byteWidth) are expected"
            throw PaillierError.shareInvalid(holder: share.holder, reason: reason)
        }
        let rows = try share.payload.withUnsafeBytes {
            try ResidueVector(bigEndian: $0, count: count, byteWidth: byteWidth)
        }
        guard (0..<count).allSatisfy({ rows[$0] < bound }) else {
            throw PaillierError.shareInvalid(holder: share.holder, reason: "a plaintext is not below the modulus")
        }
        return rows
    }

    /// Puts every block in its place.
    ///
    /// - Throws: `PaillierError.shareInvalid`, `.sharesDisagree`, `.blockUncovered`.
    func combine(_ shares: [DecryptionShare]) throws -> PlaintextVector {
        var sum = ResidueVector(count: layout.positions, limbsPerRow: (byteWidth + 7) / 8)
        var sources = [Int?](repeating: nil, count: layout.blocks)
        for share in shares {
            let rows = try decode(share)
            for (position, block) in share.blocks.enumerated() {
                let piece = rows[rows: layout.rows(of: position)]
                if let source = sources[block], sum[rows: layout.rows(of: block)] != piece {
                    throw PaillierError.sharesDisagree(block: block, holders: [source, share.holder])
                }
                sum.replaceRows(from: layout.rows(of: block).lowerBound, with: piece)
                sources[block] = share.holder
            }
        }
        if let block = sources.firstIndex(of: nil) { throw PaillierError.blockUncovered(block: block) }
        return PlaintextVector(rows: sum)
    }
}

extension ResidueVector {
    /// The rows of some blocks, one block after the other.
    func rows(of blocks: [Int], layout: BlockLayout) -> ResidueVector {
        precondition(layout.contains(blocks) && count == layout.positions, "blocks of this layout, in order, once each")
        var rows = ResidueVector(count: blocks.count * layout.positionsPerBlock, limbsPerRow: limbsPerRow)
        for (position, block) in blocks.enumerated() {
            rows.replaceRows(from: position * layout.positionsPerBlock, with: self[rows: layout.rows(of: block)])
        }
        return rows
    }
}
