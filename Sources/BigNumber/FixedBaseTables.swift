/// Powers of one base or of several that make raising them to many exponents cheap, in the form of combs (`CombShape`):
/// entry d of table t is the product of base^(2^(tooth · spacing + t · run)) over the teeth whose bit is set in d.
///
/// Entry 0 is there too, so that the sequence of operations depends on the exponent's length alone. *Which* entry is
/// read depends on the exponent: it is meant for one-time randomness, not for long-lived secrets.
public final class FixedBaseTables: Sendable {
    /// The modulus of the powers.
    public let modulus: Modulus
    /// How many bases there are.
    public let baseCount: Int
    /// The form of every base's comb.
    package let shape: CombShape
    /// As the modulus' kernel wants them.
    private let entries: TableMemory

    /// Exponents are below 2^this.
    public var exponentBits: Int { shape.exponentBits }

    /// How many limbs (64 bits) an exponent has.
    public var exponentLimbs: Int { shape.exponentLimbs }

    /// How many bytes the tables take.
    public var byteCount: Int { entries.count * MemoryLayout<UInt>.size }

    /// Computes the tables, on all cores.
    ///
    /// - Parameters:
    ///   - bases: residues of the modulus, at least one.
    ///   - exponentBits: exponents are below 2^this.
    ///   - budget: the bytes that all tables together may take; the comb that makes powers cheapest is chosen.
    /// - Throws: `BigNumberError.tableBudgetTooSmall` where not even two entries a base fit.
    public convenience init(bases: ResidueVector, modulus: Modulus, exponentBits: Int, budget: Int) throws {
        precondition(exponentBits > 0, "exponents have at least one bit")
        let entryByteCount = bases.count * modulus.entryLimbs * MemoryLayout<UInt>.size
        guard let shape = CombShape(exponentBits: exponentBits, entries: budget / max(1, entryByteCount)) else {
            throw BigNumberError.tableBudgetTooSmall(budget: budget, smallest: 2 * entryByteCount)
        }
        self.init(bases: bases, modulus: modulus, shape: shape)
    }

    /// Computes the tables of one base, on all cores.
    ///
    /// - Throws: `BigNumberError.tableBudgetTooSmall` where not even two entries fit.
    public convenience init(base: BigInteger, modulus: Modulus, exponentBits: Int, budget: Int) throws {
        let bases = ResidueVector([base], limbsPerRow: modulus.limbCount)
        try self.init(bases: bases, modulus: modulus, exponentBits: exponentBits, budget: budget)
    }

    /// Computes tables of a given form, on all cores.
    package init(bases: ResidueVector, modulus: Modulus, shape: CombShape) {
        precondition(bases.count > 0, "tables are for one base or more")
        precondition((0..<bases.count).allSatisfy { bases[$0] < modulus.value }, "the bases are residues")
        self.modulus = modulus
        self.shape = shape
        baseCount = bases.count
        entries = CombBuilder(modulus: modulus, shape: shape).entries(of: bases)
    }
}

extension FixedBaseTables {
    /// Raises every base to many exponents, on all cores.
    ///
    /// - Parameter exponents: `count` exponents one after the other, each in ⌈exponentBits / 64⌉ limbs.
    /// - Returns: `count` · `baseCount` rows: base j to exponent b mod N is row b · baseCount + j.
    public func powers(_ exponents: borrowing SecretLimbs, count: Int) -> ResidueVector {
        precondition(exponents.count == count * shape.exponentLimbs, "\(exponents.count) limbs for \(count) exponents")
        var rows = ResidueVector(count: count * baseCount, limbsPerRow: modulus.limbCount)
        exponents.withLimbs { exponents in
            rows.withAllMutableLimbs { rows in
                entries.withLimbs { entries in
                    Parallel.forEachPiece(of: count * baseCount) { range in
                        withPower(exponents, entries) { power in
                            for group in range.groups { power(rows.row(group.lowerBound, modulus.limbCount), group) }
                        }
                    }
                }
            }
        }
        return rows
    }

    /// Writes up to eight rows.
    private typealias Power = (UnsafeMutablePointer<UInt>, Range<Int>) -> Void

    private func withPower(
        _ exponents: UnsafeBufferPointer<UInt>, _ entries: UnsafeBufferPointer<UInt>, _ body: (Power) -> Void
    ) {
        if let lanes = modulus.powerLanes {
            let (exponents, entries) = (exponents.row(0, exponents.count), entries.row(0, entries.count))
            return lanes.withLanes { lanes in
                body { lanes.comb($0, exponents, shape, entries, bases: baseCount, rows: $1) }
            }
        }
        modulus.withWorkspace { workspace in
            body { results, rows in
                for (place, row) in rows.enumerated() {
                    let (exponent, base) = row.quotientAndRemainder(dividingBy: baseCount)
                    power(
                        results + place * modulus.limbCount, exponents.row(exponent, shape.exponentLimbs),
                        entries.row(base, shape.entryCount * modulus.limbCount), workspace)
                }
            }
        }
    }

    /// One power with GMP: all tables' columns for one step, then a squaring, then those of the step below.
    private func power(
        _ result: UnsafeMutablePointer<UInt>, _ exponent: UnsafePointer<UInt>, _ entries: UnsafePointer<UInt>,
        _ workspace: Workspace
    ) {
        for step in (0..<shape.run).reversed() {
            if step < shape.run - 1 { workspace.square(result, result) }
            for table in 0..<shape.tables where table * shape.run + step < shape.spacing {
                let digit = shape.digit(of: exponent, column: table * shape.run + step)
                let entry = entries + (table << shape.teeth + digit) * modulus.limbCount
                if table == 0, step == shape.run - 1 {
                    result.update(from: entry, count: modulus.limbCount)
                } else {
                    workspace.multiply(result, result, entry)
                }
            }
        }
    }
}
