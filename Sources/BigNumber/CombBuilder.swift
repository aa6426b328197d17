/// Computes the entries of a comb, on all cores.
struct CombBuilder {
    let modulus: Modulus
    let shape: CombShape

    private var limbs: Int { modulus.entryLimbs }

    /// All tables, one after the other, as the modulus' kernel wants them.
    func entries(of base: BigInteger) -> TableMemory {
        TableMemory(count: shape.entryCount * limbs) { entries in
            writeTeeth(of: base, to: entries)
            modulus.powerLanes?.withLanes { makeEntries(entries, $0) }
            for tooth in 1..<max(1, shape.teeth) { combine(tooth, entries) }
        }
    }

    private func row(_ entries: UnsafeMutableBufferPointer<UInt>, _ table: Int, _ digit: Int)
        -> UnsafeMutablePointer<UInt>
    {
        entries.row(table << shape.teeth + digit, limbs)
    }

    /// Writes the entries of no tooth and of one tooth: one chain of squarings.
    private func writeTeeth(of base: BigInteger, to entries: UnsafeMutableBufferPointer<UInt>) {
        for table in 0..<shape.tables { row(entries, table, 0)[0] = 1 }
        modulus.withWorkspace { workspace in
            base.write(to: UnsafeMutableBufferPointer(start: workspace.residue, count: modulus.limbCount))
            for bit in 0..<shape.teeth * shape.spacing {
                let (tooth, column) = bit.quotientAndRemainder(dividingBy: shape.spacing)
                if column.isMultiple(of: shape.run) {
                    row(entries, column / shape.run, 1 << tooth).update(
                        from: workspace.residue, count: modulus.limbCount)
                }
                workspace.square(workspace.residue, workspace.residue)
            }
        }
    }

    private func makeEntries(_ entries: UnsafeMutableBufferPointer<UInt>, _ lanes: Lanes) {
        for table in 0..<shape.tables {
            for digit in [0] + (0..<shape.teeth).map({ 1 << $0 }) {
                lanes.makeEntry(row(entries, table, digit))
            }
        }
    }

    /// Computes, in every table, the entries whose highest tooth is this one from those with lower teeth.
    private func combine(_ tooth: Int, _ entries: UnsafeMutableBufferPointer<UInt>) {
        let (size, rows) = (1 << tooth, min(1 << tooth, Parallel.lanes))
        Parallel.forEachPiece(of: shape.tables << tooth) { range in
            withScaling { scale in
                for start in stride(from: range.lowerBound, to: range.upperBound, by: rows) {
                    let (table, digit) = (start >> tooth, start & (size - 1))
                    scale(
                        row(entries, table, size + digit), row(entries, table, digit), row(entries, table, size), rows)
                }
            }
        }
    }

    private typealias Scaling = (UnsafeMutablePointer<UInt>, UnsafePointer<UInt>, UnsafePointer<UInt>, Int) -> Void

    /// Lends a function that multiplies so many entries by one and the same factor.
    private func withScaling(_ body: (Scaling) -> Void) {
        if let lanes = modulus.powerLanes {
            lanes.withLanes { lanes in body { lanes.scale($0, $1, by: $2, count: $3) } }
        } else {
            modulus.withWorkspace { workspace in
                body { result, left, factor, count in
                    for entry in 0..<count { workspace.multiply(result + entry * limbs, left + entry * limbs, factor) }
                }
            }
        }
    }
}

extension Modulus {
    /// How many limbs (64 bits) an entry of a table has: those of a residue, or a few more.
    var entryLimbs: Int { powerLanes?.entryLimbs ?? limbCount }
}
