/// One worker's scratch for computing entries of tables of powers, up to eight at a time, in the form that the modulus'
/// kernel wants.
///
/// It is a bundle of pointers that live as long as the closure of `Modulus.withEntryWorkspace`.
struct EntryWorkspace {
    fileprivate enum Way {
        case lanes(Lanes)
        case rowByRow(RowArithmetic)
    }

    /// Room for eight entries, for the caller's use.
    let entries: UnsafeMutablePointer<UInt>
    fileprivate let way: Way
    fileprivate let limbs: Int
    fileprivate let residueLimbs: Int

    /// Makes entries of the residues that lie there.
    func makeEntries(_ entries: UnsafeMutablePointer<UInt>, count: Int) {
        switch way {
        case .lanes(let lanes): lanes.makeEntries(entries, count: count)
        case .rowByRow(let arithmetic):
            for entry in 0..<count {
                arithmetic.enter(entries + entry * limbs, entries + entry * limbs, limbs: residueLimbs)
            }
        }
    }

    /// Makes entry^(2^squarings) of entries.
    func square(_ entries: UnsafeMutablePointer<UInt>, squarings: Int, count: Int) {
        switch way {
        case .lanes(let lanes): lanes.square(entries, squarings: squarings, count: count)
        case .rowByRow(let arithmetic):
            for entry in 0..<count {
                for _ in 0..<squarings { arithmetic.square(entries + entry * limbs, entries + entry * limbs) }
            }
        }
    }

    /// result = left · factor, entry by entry, for one factor.
    func scale(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, by factor: UnsafePointer<UInt>, count: Int
    ) {
        switch way {
        case .lanes(let lanes): lanes.scale(result, left, by: factor, count: count)
        case .rowByRow(let arithmetic):
            for entry in 0..<count { arithmetic.multiply(result + entry * limbs, left + entry * limbs, factor) }
        }
    }
}

extension Modulus {
    /// How many limbs (64 bits) an entry of a table has: those of a residue, or a few more.
    package var entryLimbs: Int { powerLanes?.entryLimbs ?? root.map { 2 * $0.limbCount } ?? limbCount }

    /// Lends scratch for entries of tables of powers.
    func withEntryWorkspace(_ body: (EntryWorkspace) -> Void) {
        withWipedScratch(limbs: Parallel.lanes * entryLimbs) { entries in
            let make = { way in
                EntryWorkspace(entries: entries, way: way, limbs: self.entryLimbs, residueLimbs: self.limbCount)
            }
            if let powerLanes { return powerLanes.withLanes { body(make(.lanes($0))) } }
            withRowArithmetic { body(make(.rowByRow($0))) }
        }
    }
}
