import CMontgomery

/// Powers of one base that make raising it to many exponents cheap, in the form of a comb (`CombShape`): entry d of
/// table t is the product of base^(2^(tooth · spacing + t · run)) over the teeth whose bit is set in d.
///
/// Entry 0 is there too, so that the sequence of operations depends on the exponent's length alone. *Which* entry is
/// read depends on the exponent: it is meant for one-time randomness, not for long-lived secrets.
public final class FixedBaseTable: Sendable {
    /// The modulus of the powers.
    public let modulus: Modulus
    /// The form of the comb.
    package let shape: CombShape
    /// As the modulus' kernel wants them.
    private let entries: TableMemory

    /// Exponents are below 2^this.
    public var exponentBits: Int { shape.exponentBits }

    /// How many bytes the table takes.
    public var byteCount: Int { entries.count * MemoryLayout<UInt>.size }

    /// Computes the table, on all cores.
    ///
    /// - Parameters:
    ///   - base: a residue of the modulus.
    ///   - exponentBits: exponents are below 2^this.
    ///   - budget: the bytes that the table may take; the comb that makes powers cheapest is chosen.
    /// - Throws: `BigNumberError.tableBudgetTooSmall` where not even two entries fit.
    public convenience init(base: BigInteger, modulus: Modulus, exponentBits: Int, budget: Int) throws {
        precondition(exponentBits > 0, "exponents have at least one bit")
        let entryByteCount = modulus.entryLimbs * MemoryLayout<UInt>.size
        guard let shape = CombShape(exponentBits: exponentBits, entries: budget / entryByteCount) else {
            throw BigNumberError.tableBudgetTooSmall(budget: budget, smallest: 2 * entryByteCount)
        }
        self.init(base: base, modulus: modulus, shape: shape)
    }

    /// Computes a table of a given form, on all cores.
    package init(base: BigInteger, modulus: Modulus, shape: CombShape) {
        precondition(base.signum >= 0 && base < modulus.value, "the base is a residue")
        self.modulus = modulus
        self.shape = shape
        entries = CombBuilder(modulus: modulus, shape: shape).entries(of: base)
    }
}

extension FixedBaseTable {
    /// Raises the base to many exponents, on all cores.
    ///
    /// - Parameter exponents: `count` exponents one after the other, each in ⌈exponentBits / 64⌉ limbs.
    /// - Returns: `count` rows, each base^exponent mod N.
    public func powers(_ exponents: borrowing SecretLimbs, count: Int) -> ResidueVector {
        let exponentLimbs = (exponentBits + UInt.bitWidth - 1) / UInt.bitWidth
        precondition(exponents.count == count * exponentLimbs, "\(exponents.count) limbs for \(count) exponents")
        var rows = ResidueVector(count: count, limbsPerRow: modulus.limbCount)
        exponents.withLimbs { exponents in
            rows.withAllMutableLimbs { rows in
                entries.withLimbs { entries in
                    Parallel.forEachPiece(of: count) { range in
                        withPower(entries) { power in
                            for group in range.groups {
                                power(
                                    rows.row(group.lowerBound, modulus.limbCount),
                                    exponents.row(group.lowerBound, exponentLimbs), group.count)
                            }
                        }
                    }
                }
            }
        }
        return rows
    }

    private typealias Power = (UnsafeMutablePointer<UInt>, UnsafePointer<UInt>, Int) -> Void

    private func withPower(_ entries: UnsafeBufferPointer<UInt>, _ body: (Power) -> Void) {
        if let lanes = modulus.powerLanes {
            lanes.withLanes { lanes in
                body { lanes.comb($0, $1, shape, entries.row(0, entries.count), rows: $2) }
            }
        } else {
            let exponentLimbs = (exponentBits + UInt.bitWidth - 1) / UInt.bitWidth
            modulus.withWorkspace { workspace in
                body { rows, exponents, count in
                    for row in 0..<count {
                        power(rows + row * modulus.limbCount, exponents + row * exponentLimbs, entries, workspace)
                    }
                }
            }
        }
    }

    /// One power with GMP: all tables' columns for one step, then a squaring, then those of the step below.
    private func power(
        _ result: UnsafeMutablePointer<UInt>, _ exponent: UnsafePointer<UInt>,
        _ entries: UnsafeBufferPointer<UInt>, _ workspace: Workspace
    ) {
        for step in (0..<shape.run).reversed() {
            if step < shape.run - 1 { workspace.square(result, result) }
            for table in 0..<shape.tables where table * shape.run + step < shape.spacing {
                let digit = shape.digit(of: exponent, column: table * shape.run + step)
                let entry = entries.row(table << shape.teeth + digit, modulus.limbCount)
                if table == 0, step == shape.run - 1 {
                    result.update(from: entry, count: modulus.limbCount)
                } else {
                    workspace.multiply(result, result, entry)
                }
            }
        }
    }
}
