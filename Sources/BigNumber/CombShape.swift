import CMontgomery

/// The form of the tables of one base's powers (Lim–Lee 1994): the exponent's bits are written in `teeth` rows of `spacing`
/// bits, and a column of that grid selects one entry. Each table serves `run` columns, so that a power takes `spacing`
/// products (the first one is a copy) and `run − 1` squarings.
///
/// A run of one column makes a table of windows without squarings (Brickell–Gordon–McCurley–Wilson 1992) whose bits are
/// dealt out differently, so windows are among the forms that are compared; they never are the best for a given memory.
package struct CombShape: Hashable, Sendable {
    /// Exponents are below 2^this.
    package let exponentBits: Int
    /// How many bits select an entry.
    package let teeth: Int
    /// How many columns a table serves.
    package let run: Int

    /// How many columns the grid has.
    package var spacing: Int { (exponentBits + teeth - 1) / teeth }
    /// How many tables there are.
    package var tables: Int { (spacing + run - 1) / run }
    /// How many residues all tables of a base hold.
    package var entryCount: Int { tables << teeth }
    /// How many limbs (64 bits) an exponent has.
    var exponentLimbs: Int { (exponentBits + UInt.bitWidth - 1) / UInt.bitWidth }
    /// What a power costs, in eighths of a product; a squaring is seven, modulo a square.
    package var cost: Int { 8 * (spacing - 1) + 7 * (run - 1) }

    /// Beyond this many, building the table costs more than a federation's rounds give back.
    package static let mostEntries = 1 << 18
    private static let mostTeeth = 16

    /// The cheapest comb with so many entries at most, the smallest of those; nil where there is none.
    package init?(exponentBits: Int, entries limit: Int) {
        let limit = min(limit, Self.mostEntries)
        let shapes = (1...Self.mostTeeth).flatMap { teeth in
            let spacing = (exponentBits + teeth - 1) / teeth
            return (1...spacing).map { CombShape(exponentBits: exponentBits, teeth: teeth, run: $0) }
        }
        let fitting = shapes.lazy.filter { $0.entryCount <= limit }
        guard let best = fitting.min(by: { ($0.cost, $0.entryCount) < ($1.cost, $1.entryCount) }) else { return nil }
        self = best
    }

    /// A comb of a given form.
    ///
    /// - Precondition: a run is no longer than the spacing.
    package init(exponentBits: Int, teeth: Int, run: Int) {
        let spacing = (exponentBits + teeth - 1) / max(1, teeth)
        precondition(teeth > 0 && (1...max(1, spacing)).contains(run), "teeth, and runs of 1...\(spacing) columns")
        self.exponentBits = exponentBits
        self.teeth = teeth
        self.run = run
    }

    /// The comb for exponents that are secret, whose tables are read whole: four tables of 32 entries. More make powers
    /// cheaper by little, and fall out of the cache.
    static func secret(exponentBits: Int) -> CombShape {
        let teeth = min(5, exponentBits)
        let spacing = (exponentBits + teeth - 1) / teeth
        return CombShape(exponentBits: exponentBits, teeth: teeth, run: (spacing + 3) / 4)
    }

    /// The same for C.
    var form: cmontgomery_comb_shape {
        cmontgomery_comb_shape(exponent_bits: exponentBits, teeth: teeth, spacing: spacing, tables: tables, run: run)
    }

    /// The entry that a column of an exponent selects.
    func digit(of exponent: UnsafePointer<UInt>, column: Int) -> Int {
        (0..<teeth).reduce(0) { digit, tooth in
            let bit = tooth * spacing + column
            guard bit < exponentBits else { return digit }
            return digit | Int(exponent[bit / UInt.bitWidth] >> (bit % UInt.bitWidth) & 1) << tooth
        }
    }
}
