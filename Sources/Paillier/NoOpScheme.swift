import BigNumber
public import Primitives

/// The whole protocol without any cryptography: a "ciphertext" is the plaintext, a sum is a sum modulo
/// 2^`plaintextBits`. It protects nothing.
///
/// It is there so that everything around encryption is tested and measured without it too.
public struct NoOpScheme: HeaderlessScheme {
    /// The scheme's name in manifests and logs.
    public static let name = "none"
    /// Larger plaintexts than any key here has room for would only waste memory.
    public static let plaintextBitsRange = 8...16384

    /// How many bits a plaintext may have.
    public let plaintextBits: Int

    /// - Throws: `PaillierError.parametersInvalid` unless the bits are in `plaintextBitsRange`.
    public init(plaintextBits: Int) throws {
        guard Self.plaintextBitsRange.contains(plaintextBits) else {
            let (least, most) = (Self.plaintextBitsRange.lowerBound, Self.plaintextBitsRange.upperBound)
            throw PaillierError.parametersInvalid(
                scheme: Self.name, reason: "\(plaintextBits) bits a plaintext, from \(least) to \(most) are allowed")
        }
        self.plaintextBits = plaintextBits
    }

    /// `none`.
    public var name: String { Self.name }

    /// As many bytes as hold a plaintext.
    public var ciphertextByteCount: Int { (plaintextBits + 7) / 8 }

    /// One holder's answer opens a block.
    public var sharesPerBlock: Int { 1 }

    /// There are no tables.
    public func prepareEncryption() -> Int { 0 }

    /// There is nothing random.
    public func makeMasks(layout: BlockLayout) -> Masks {
        Masks(layout: layout, entries: SecretLimbs(zeroCount: 0))
    }

    /// Checks the plaintexts, and hands them back.
    public func encrypt(
        _ plaintexts: PlaintextVector, layout: BlockLayout, context: Digest, masks: consuming Masks
    ) throws -> EncryptedVector {
        try check(plaintexts, masks: masks, layout: layout)
        return EncryptedVector(ciphertexts: CiphertextVector(rows: plaintexts.rows))
    }

    /// Reads rows that are below 2^`plaintextBits`.
    public func decode(
        header: ContributionHeader, body: UnsafeRawBufferPointer, layout: BlockLayout
    ) throws -> EncryptedVector {
        try checkSizes(header: header, body: body, layout: layout)
        let rows = try ResidueVector(bigEndian: body, count: layout.positions, byteWidth: ciphertextByteCount)
        if let row = PlaintextVector(rows: rows).firstRow(exceeding: plaintextBits) {
            throw PaillierError.ciphertextOutOfRange(row: row)
        }
        return EncryptedVector(ciphertexts: CiphertextVector(rows: rows))
    }

    /// The rows as they are.
    public func body(of vector: EncryptedVector) -> [UInt8] {
        vector.ciphertexts.rows.bigEndianBytes(perRow: ciphertextByteCount)
    }

    /// Zeros.
    public func makeSum(layout: BlockLayout) -> RunningSum {
        RunningSum(ciphertexts: .rows(plaintexts(for: layout).rows))
    }

    /// Adds row by row, modulo 2^`plaintextBits`.
    public func add(_ contribution: EncryptedVector, to sum: inout RunningSum) {
        guard case .rows(var rows) = sum.ciphertexts else { preconditionFailure("a sum of another scheme") }
        sum.ciphertexts = .rows(ResidueVector(count: 0, limbsPerRow: 1))  // so that there is one owner, and no copy
        precondition(contribution.ciphertexts.count == rows.count, "vectors of one layout")
        let surplus = rows.limbsPerRow * UInt.bitWidth - plaintextBits
        for row in 0..<rows.count {
            contribution.ciphertexts.rows.withLimbs(row) { summand in
                rows.withMutableLimbs(row) { limbs in
                    Self.add(summand, to: limbs)
                    limbs[limbs.count - 1] &= UInt.max >> surplus
                }
            }
        }
        sum.ciphertexts = .rows(rows)
    }

    /// The rows as they are.
    public func total(of sum: RunningSum) -> EncryptedVector {
        EncryptedVector(ciphertexts: sum.vector)
    }

    private static func add(_ summand: UnsafeBufferPointer<UInt>, to limbs: UnsafeMutableBufferPointer<UInt>) {
        var carry: UInt = 0
        for index in limbs.indices {
            let (partial, overflow) = limbs[index].addingReportingOverflow(summand[index])
            let (total, second) = partial.addingReportingOverflow(carry)
            limbs[index] = total
            carry = overflow || second ? 1 : 0
        }
    }
}

extension NoOpScheme {
    private func shares(_ layout: BlockLayout) -> PlaintextShares {
        PlaintextShares(layout: layout, byteWidth: ciphertextByteCount, bound: BigInteger(1) << plaintextBits)
    }

    /// The rows of those blocks.
    public func shareRequest(for blocks: [Int], of sum: EncryptedVector, layout: BlockLayout) -> [UInt8] {
        sum.ciphertexts.rows.rows(of: blocks, layout: layout).bigEndianBytes(perRow: ciphertextByteCount)
    }

    /// One row a position.
    public func shareRequestByteCount(blocks: Int, layout: BlockLayout) -> Int {
        blocks * layout.positionsPerBlock * ciphertextByteCount
    }

    /// One row a position.
    public func shareByteCount(blocks: Int, layout: BlockLayout) -> Int {
        shareRequestByteCount(blocks: blocks, layout: layout)
    }

    /// Checks the share's blocks, size and range.
    public func verify(_ share: DecryptionShare, sum: EncryptedVector, layout: BlockLayout, context: ShareContext)
        throws
    {
        _ = try shares(layout).decode(share)
    }

    /// Puts the rows of all blocks together.
    public func combine(
        _ shares: [DecryptionShare], sum: EncryptedVector, layout: BlockLayout
    ) throws -> PlaintextVector {
        try self.shares(layout).combine(shares)
    }
}
