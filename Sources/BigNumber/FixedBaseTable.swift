/// The powers of one base that make raising it to many exponents cheap (Brickell–Gordon–McCurley–Wilson 1992): for each
/// window of `windowBits` bits of the exponent, base^(digit · 2^(windowBits · window)) for every digit. A power is then
/// one product a window, without squarings.
///
/// Digit 0 has its entry too, so that the sequence of operations depends on the exponent's length alone. *Which* entry
/// is read depends on the exponent: it is meant for one-time randomness, not for long-lived secrets.
public final class FixedBaseTable: Sendable {
    /// The modulus of the powers.
    public let modulus: Modulus
    /// Exponents are below 2^this.
    public let exponentBits: Int
    /// How many bits of the exponent one product deals with.
    public let windowBits: Int
    private let entries: [UInt]

    /// How many bytes the table takes.
    public var byteCount: Int { entries.count * 8 }

    /// Beyond ten bits, building the table costs more than a federation's rounds give back.
    private static let widestWindow = 10

    /// Computes the table, on all cores.
    ///
    /// - Parameters:
    ///   - base: a residue of the modulus.
    ///   - exponentBits: exponents are below 2^this.
    ///   - budget: the bytes that the table may take; the widest windows that fit are chosen.
    /// - Throws: `BigNumberError.tableBudgetTooSmall` where one-bit windows do not fit.
    public init(base: BigInteger, modulus: Modulus, exponentBits: Int, budget: Int) throws {
        precondition(exponentBits > 0 && base.signum >= 0 && base < modulus.value, "a residue and at least one bit")
        let size = { Self.byteCount(windowBits: $0, exponentBits: exponentBits, limbCount: modulus.limbCount) }
        guard let windowBits = (1...Self.widestWindow).last(where: { size($0) <= budget }) else {
            throw BigNumberError.tableBudgetTooSmall(budget: budget, smallest: size(1))
        }
        self.modulus = modulus
        self.exponentBits = exponentBits
        self.windowBits = windowBits
        entries = Self.entries(base: base, modulus: modulus, exponentBits: exponentBits, windowBits: windowBits)
    }

    /// The bytes of a table with windows of a given width.
    static func byteCount(windowBits: Int, exponentBits: Int, limbCount: Int) -> Int {
        windowCount(windowBits, exponentBits) * (1 << windowBits) * limbCount * 8
    }

    private static func windowCount(_ windowBits: Int, _ exponentBits: Int) -> Int {
        (exponentBits + windowBits - 1) / windowBits
    }

    private static func entries(base: BigInteger, modulus: Modulus, exponentBits: Int, windowBits: Int) -> [UInt] {
        let windows = windowCount(windowBits, exponentBits)
        let limbs = modulus.limbCount
        let total = windows * limbs << windowBits
        return [UInt](unsafeUninitializedCapacity: total) { entries, initialised in
            entries.initialize(repeating: 0)
            fillFirstPowers(entries, base: base, modulus: modulus, windowBits: windowBits)
            Parallel.forEachPiece(of: windows) { range in
                modulus.withWorkspace { workspace in
                    for window in range {
                        fillWindow(entries.row(window, limbs << windowBits), limbs, windowBits, workspace)
                    }
                }
            }
            initialised = total
        }
    }

    /// Writes 1 and base^(2^(windowBits · window)) into every window: one chain of squarings.
    private static func fillFirstPowers(
        _ entries: UnsafeMutableBufferPointer<UInt>, base: BigInteger, modulus: Modulus, windowBits: Int
    ) {
        let limbs = modulus.limbCount
        modulus.withWorkspace { workspace in
            base.write(to: UnsafeMutableBufferPointer(start: workspace.residue, count: limbs))
            for window in 0..<entries.count / (limbs << windowBits) {
                let start = entries.row(window, limbs << windowBits)
                start[0] = 1
                (start + limbs).update(from: workspace.residue, count: limbs)
                for _ in 0..<windowBits { workspace.square(workspace.residue, workspace.residue) }
            }
        }
    }

    private static func fillWindow(
        _ window: UnsafeMutablePointer<UInt>, _ limbs: Int, _ windowBits: Int, _ workspace: Workspace
    ) {
        for digit in 2..<max(2, 1 << windowBits) {
            workspace.multiply(window + digit * limbs, window + (digit - 1) * limbs, window + limbs)
        }
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
            entries.withUnsafeBufferPointer { entries in
                modulus.updateEachRow(of: &rows) { workspace, row, result in
                    power(result, exponents.row(row, exponentLimbs), entries, workspace)
                }
            }
        }
        return rows
    }

    private func power(
        _ result: UnsafeMutablePointer<UInt>, _ exponent: UnsafePointer<UInt>,
        _ entries: UnsafeBufferPointer<UInt>, _ workspace: Workspace
    ) {
        let limbs = modulus.limbCount
        result.update(from: entries.row(digit(0, of: exponent), limbs), count: limbs)
        for window in 1..<max(1, Self.windowCount(windowBits, exponentBits)) {
            let entry = window << windowBits + digit(window, of: exponent)
            workspace.multiply(result, result, entries.row(entry, limbs))
        }
    }

    /// The bits of one window, which may lie across two limbs.
    private func digit(_ window: Int, of exponent: UnsafePointer<UInt>) -> Int {
        let (start, end) = (window * windowBits, min((window + 1) * windowBits, exponentBits))
        let (limb, shift) = (start / UInt.bitWidth, start % UInt.bitWidth)
        var bits = exponent[limb] >> shift
        if (end - 1) / UInt.bitWidth > limb { bits |= exponent[limb + 1] << (UInt.bitWidth - shift) }
        return Int(bits & (1 << (end - start) - 1))
    }
}
