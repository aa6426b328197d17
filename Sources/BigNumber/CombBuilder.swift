/// Computes the entries of combs, on all cores.
struct CombBuilder {
    let modulus: Modulus
    let shape: CombShape

    private var limbs: Int { modulus.entryLimbs }

    /// The tables of all bases, one after the other, as the modulus' kernel wants them.
    func entries(of bases: ResidueVector) -> TableMemory {
        TableMemory(count: bases.count * shape.entryCount * limbs) { entries in
            Parallel.forEachPiece(of: bases.count) { range in
                modulus.withEntryWorkspace { workspace in
                    for group in range.groups { writeTeeth(of: bases, group, to: entries, workspace) }
                }
            }
            for tooth in 1..<max(1, shape.teeth) { combine(tooth, tables: bases.count * shape.tables, entries) }
        }
    }

    private func row(_ entries: UnsafeMutableBufferPointer<UInt>, _ table: Int, _ digit: Int)
        -> UnsafeMutablePointer<UInt>
    {
        entries.row(table << shape.teeth + digit, limbs)
    }

    /// Writes the entries of no tooth and of one tooth for up to eight bases: one chain of squarings.
    private func writeTeeth(
        of bases: ResidueVector, _ group: Range<Int>, to entries: UnsafeMutableBufferPointer<UInt>,
        _ workspace: EntryWorkspace
    ) {
        fill(workspace, group.map { _ in 1 })
        for table in 0..<shape.tables { write(workspace, group, table, digit: 0, to: entries) }
        fill(workspace, group.map { bases[$0] })
        var bit = 0
        for tooth in 0..<shape.teeth {
            for table in 0..<shape.tables {
                let next = tooth * shape.spacing + table * shape.run
                workspace.square(workspace.entries, squarings: next - bit, count: group.count)
                write(workspace, group, table, digit: 1 << tooth, to: entries)
                bit = next
            }
        }
    }

    private func fill(_ workspace: EntryWorkspace, _ residues: [BigInteger]) {
        for (place, residue) in residues.enumerated() {
            residue.write(to: UnsafeMutableBufferPointer(start: workspace.entries + place * limbs, count: limbs))
        }
        workspace.makeEntries(workspace.entries, count: residues.count)
    }

    /// Copies the entries of up to eight bases to their places.
    private func write(
        _ workspace: EntryWorkspace, _ group: Range<Int>, _ table: Int, digit: Int,
        to entries: UnsafeMutableBufferPointer<UInt>
    ) {
        for (place, base) in group.enumerated() {
            row(entries, base * shape.tables + table, digit).update(
                from: workspace.entries + place * limbs, count: limbs)
        }
    }

    /// Computes, in every table, the entries whose highest tooth is this one from those with lower teeth.
    private func combine(_ tooth: Int, tables: Int, _ entries: UnsafeMutableBufferPointer<UInt>) {
        let (size, rows) = (1 << tooth, min(1 << tooth, Parallel.lanes))
        Parallel.forEachPiece(of: tables << tooth) { range in
            modulus.withEntryWorkspace { workspace in
                for start in stride(from: range.lowerBound, to: range.upperBound, by: rows) {
                    let (table, digit) = (start >> tooth, start & (size - 1))
                    workspace.scale(
                        row(entries, table, size + digit), row(entries, table, digit), by: row(entries, table, size),
                        count: rows)
                }
            }
        }
    }
}
