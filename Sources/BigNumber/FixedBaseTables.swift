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
        var rows = ResidueVector(count: count * baseCount, limbsPerRow: modulus.limbCount)
        rows.withAllMutableLimbs { writePowers(exponents, count: count, makesEntries: false, to: $0) }
        return rows
    }

    /// The same powers as secrets, in the form of entries of tables, `Modulus.entryLimbs` limbs a row: what
    /// `Modulus.encrypt(_:masks:)` takes.
    package func secretPowers(_ exponents: borrowing SecretLimbs, count: Int) -> SecretLimbs {
        var rows = SecretLimbs(zeroCount: count * baseCount * modulus.entryLimbs)
        rows.withMutableLimbs { writePowers(exponents, count: count, makesEntries: true, to: $0) }
        return rows
    }

    private func writePowers(
        _ exponents: borrowing SecretLimbs, count: Int, makesEntries: Bool, to rows: UnsafeMutableBufferPointer<UInt>
    ) {
        precondition(exponents.count == count * shape.exponentLimbs, "\(exponents.count) limbs for \(count) exponents")
        let limbs = makesEntries ? modulus.entryLimbs : modulus.limbCount
        exponents.withLimbs { exponents in
            entries.withLimbs { entries in
                Parallel.forEachPiece(of: count * baseCount) { range in
                    withPower(exponents, entries, makesEntries: makesEntries) { power in
                        for group in range.groups { power(rows.row(group.lowerBound, limbs), group) }
                    }
                }
            }
        }
    }

    /// Writes up to eight rows.
    private typealias Power = (UnsafeMutablePointer<UInt>, Range<Int>) -> Void

    private func withPower(
        _ exponents: UnsafeBufferPointer<UInt>, _ entries: UnsafeBufferPointer<UInt>, makesEntries: Bool,
        _ body: (Power) -> Void
    ) {
        if let lanes = modulus.powerLanes {
            let (exponents, entries) = (exponents.row(0, exponents.count), entries.row(0, entries.count))
            return lanes.withLanes { lanes in
                body {
                    lanes.comb(
                        $0, exponents, shape, entries, bases: baseCount, rows: $1, makesEntries: makesEntries)
                }
            }
        }
        let limbs = makesEntries ? modulus.entryLimbs : modulus.limbCount
        modulus.withRowArithmetic { arithmetic in
            withWipedScratch(limbs: arithmetic.limbs) { value in
                body { results, rows in
                    for (place, row) in rows.enumerated() {
                        let (exponent, base) = row.quotientAndRemainder(dividingBy: baseCount)
                        power(
                            value, exponents.row(exponent, shape.exponentLimbs),
                            entries.row(base, shape.entryCount * arithmetic.limbs), arithmetic)
                        if !makesEntries { arithmetic.leave(value, value) }
                        (results + place * limbs).update(from: value, count: limbs)
                    }
                }
            }
        }
    }

    /// One power with GMP: all tables' columns for one step, then a squaring, then those of the step below.
    private func power(
        _ result: UnsafeMutablePointer<UInt>, _ exponent: UnsafePointer<UInt>, _ entries: UnsafePointer<UInt>,
        _ arithmetic: RowArithmetic
    ) {
        for step in (0..<shape.run).reversed() {
            if step < shape.run - 1 { arithmetic.square(result, result) }
            for table in 0..<shape.tables where table * shape.run + step < shape.spacing {
                let digit = shape.digit(of: exponent, column: table * shape.run + step)
                let entry = entries + (table << shape.teeth + digit) * arithmetic.limbs
                if table == 0, step == shape.run - 1 {
                    result.update(from: entry, count: arithmetic.limbs)
                } else {
                    arithmetic.multiply(result, result, entry)
                }
            }
        }
    }
}
