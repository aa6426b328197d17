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
            updateEachRow(of: &rows) { workspace, row, limbs in
                workspace.multiply(limbs, limbs, factors.row(row, limbCount))
            }
        }
    }

    /// Lends every row to `body`, to be changed in place, on all cores; each worker has one workspace.
    package func updateEachRow(
        of rows: inout ResidueVector, _ body: (Workspace, Int, UnsafeMutablePointer<UInt>) -> Void
    ) {
        precondition(rows.limbsPerRow == limbCount, "a residue has \(limbCount) limbs, not \(rows.limbsPerRow)")
        let count = rows.count
        rows.withAllMutableLimbs { limbs in
            Parallel.forEachPiece(of: count) { range in
                withWorkspace { workspace in
                    for row in range { body(workspace, row, limbs.row(row, limbCount)) }
                }
            }
        }
    }

    /// Raises many secret bases to one public exponent, in constant time, on all cores.
    ///
    /// - Parameter bases: `count` numbers one after the other, equally many limbs each, of any value.
    /// - Returns: `count` rows, each base^exponent mod N.
    public func powers(ofSecret bases: borrowing SecretLimbs, count: Int, exponent: BigInteger) -> ResidueVector {
        precondition(count > 0 && bases.count.isMultiple(of: count), "\(bases.count) limbs for \(count) bases")
        var rows = ResidueVector(count: count, limbsPerRow: limbCount)
        let baseLimbs = bases.count / count
        bases.withLimbs { bases in
            rows.withAllMutableLimbs { rows in
                Parallel.forEachPiece(of: count) { range in
                    withPower(baseLimbs: baseLimbs, exponent: exponent) { power in
                        for row in range { power(rows.row(row, limbCount), bases.row(row, baseLimbs)) }
                    }
                }
            }
        }
        return rows
    }

    private func withPower(
        baseLimbs: Int, exponent: BigInteger,
        _ body: ((UnsafeMutablePointer<UInt>, UnsafePointer<UInt>) -> Void) -> Void
    ) {
        precondition(exponent.signum > 0, "the exponent is positive")
        let bits = exponent.bitWidth
        exponent.withLimbs { exponent in
            withLimbs { modulus in
                SecretPower.withScratch(
                    baseLimbs: baseLimbs, exponentBits: bits, modulus: modulus, modulusLimbs: limbCount
                ) { power in body { power($0, $1, exponent.row(0, exponent.count)) } }
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
