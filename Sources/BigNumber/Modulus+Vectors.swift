extension Modulus {
    /// Reads residues from fixed-width big-endian bytes (`byteCount` a row) that a stranger may have sent.
    ///
    /// - Throws: `BigNumberError.byteCountMismatch`, or `.residueOutOfRange` unless every row is in `1 ..< N`.
    public func residues(bigEndian bytes: UnsafeRawBufferPointer, count: Int) throws -> ResidueVector {
        let rows = try ResidueVector(bigEndian: bytes, count: count, byteWidth: byteCount)
        for row in 0..<count where !rows.withLimbs(row, containsNonZero) {
            throw BigNumberError.residueOutOfRange(row: row)
        }
        return rows
    }

    /// Multiplies each row with the same row of another vector, mod N, on all cores.
    ///
    /// - Precondition: both hold equally many residues of this modulus.
    public func multiply(_ rows: inout ResidueVector, by factors: ResidueVector) {
        precondition(rows.count == factors.count, "\(rows.count) rows times \(factors.count)")
        precondition(factors.limbsPerRow == limbCount, "a residue has \(limbCount) limbs")
        factors.withAllLimbs { factors in
            updateEachGroup(of: &rows) { workspace, group, limbs in
                workspace.multiply(limbs, limbs, factors.row(group.lowerBound, limbCount), rows: group.count)
            }
        }
    }

    /// Lends groups of rows to `body`, to be changed in place, on all cores; each worker has one workspace.
    private func updateEachGroup(
        of rows: inout ResidueVector, _ body: (GroupWorkspace, Range<Int>, UnsafeMutablePointer<UInt>) -> Void
    ) {
        precondition(rows.limbsPerRow == limbCount, "a residue has \(limbCount) limbs, not \(rows.limbsPerRow)")
        let count = rows.count
        rows.withAllMutableLimbs { rows in
            Parallel.forEachPiece(of: count) { range in
                withGroupWorkspace { workspace in
                    for group in range.groups { body(workspace, group, rows.row(group.lowerBound, limbCount)) }
                }
            }
        }
    }
}

extension UnsafeBufferPointer where Element == UInt {
    /// Where a row of `limbs` limbs starts.
    package func row(_ row: Int, _ limbs: Int) -> UnsafePointer<UInt> {
        guard let baseAddress, row >= 0, (row + 1) * limbs <= count else { preconditionFailure("no row \(row)") }
        return baseAddress + row * limbs
    }
}

extension UnsafeMutableBufferPointer where Element == UInt {
    /// Where a row of `limbs` limbs starts.
    package func row(_ row: Int, _ limbs: Int) -> UnsafeMutablePointer<UInt> {
        guard let baseAddress, row >= 0, (row + 1) * limbs <= count else { preconditionFailure("no row \(row)") }
        return baseAddress + row * limbs
    }
}
