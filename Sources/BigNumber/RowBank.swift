import CGMP

/// Combs of public bases for raising each of them to secret exponents in constant time with GMP: as `LaneBank`, a base at a
/// time.
struct RowBank {
    private let modulus: Modulus
    private let shape: CombShape
    private let tables: TableMemory

    /// Computes the tables on all cores, for a modulus without lanes.
    init(_ bases: ResidueVector, modulus: Modulus, shape: CombShape) {
        precondition(modulus.powerLanes == nil, "entries are plain residues")
        let residues = (0..<bases.count).map { bases[$0].modulo(modulus.value) }
        // Whatever it is the square of, its entries are residues.
        let modulus = modulus.root == nil ? modulus : Modulus(modulus.value, kernel: .portable)
        self.modulus = modulus
        self.shape = shape
        tables = CombBuilder(modulus: modulus, shape: shape).entries(
            of: ResidueVector(residues, limbsPerRow: modulus.limbCount))
    }

    /// Lends a function that writes base^exponent, for a base by its number, with one worker's scratch.
    func withPower(_ body: ((UnsafeMutablePointer<UInt>, Int, UnsafePointer<UInt>) -> Void) -> Void) {
        let baseLimbs = shape.entryCount * modulus.limbCount
        modulus.withLimbs { divisor in
            tables.withLimbs { tables in
                SecretArithmetic.withScratch(limbCount: modulus.limbCount) { arithmetic in
                    withWipedScratch(limbs: modulus.limbCount) { factor in
                        body { result, base, exponent in
                            power(result, tables.row(base, baseLimbs), exponent, arithmetic, factor, divisor)
                        }
                    }
                }
            }
        }
    }

    /// All tables' columns for one step, then a squaring, then those of the step below.
    private func power(
        _ result: UnsafeMutablePointer<UInt>, _ tables: UnsafePointer<UInt>, _ exponent: UnsafePointer<UInt>,
        _ arithmetic: SecretArithmetic, _ factor: UnsafeMutablePointer<UInt>, _ divisor: UnsafePointer<UInt>
    ) {
        for step in (0..<shape.run).reversed() {
            if step < shape.run - 1 { arithmetic.multiply(result, result, result, modulo: divisor) }
            for table in 0..<shape.tables where table * shape.run + step < shape.spacing {
                let isFirst = table == 0 && step == shape.run - 1
                select(isFirst ? result : factor, tables, table, exponent, column: table * shape.run + step)
                if !isFirst { arithmetic.multiply(result, result, factor, modulo: divisor) }
            }
        }
    }

    /// result = the entry that a column of the exponent selects. The whole table is read.
    private func select(
        _ result: UnsafeMutablePointer<UInt>, _ tables: UnsafePointer<UInt>, _ table: Int,
        _ exponent: UnsafePointer<UInt>, column: Int
    ) {
        let digit = shape.digit(of: exponent, column: column)
        let entries = tables + (table << shape.teeth) * modulus.limbCount
        __gmpn_sec_tabselect(result, entries, modulus.limbCount, 1 << shape.teeth, digit)
    }
}
