public import Primitives

/// Encryption under which sums can be computed by somebody who can read neither the summands nor the sum.
///
/// Everything that arrives as bytes may come from a stranger: sizes are compared with what is expected before anything
/// is allocated, and every number with its range before it is used. What a caller passes as a value is the caller's
/// promise; breaking it (another layout, another scheme's vector) is a precondition.
public protocol AdditiveScheme: Sendable {
    /// The name in manifests and logs.
    var name: String { get }

    /// A plaintext may have this many bits, and so may a sum.
    var plaintextBits: Int { get }

    /// The bytes of one ciphertext on the wire.
    var ciphertextByteCount: Int { get }

    /// How many holders must give a share of each block.
    var sharesPerBlock: Int { get }

    /// No layout has more positions in a block.
    var maximumBlock: Int { get }

    /// The bytes of a contribution's header, exactly: randomisers and proof.
    func headerByteCount(layout: BlockLayout) -> Int

    /// Computes what makes encrypting cheap, unless that is done: tables of powers. `makeMasks` does it too.
    ///
    /// - Returns: the bytes that the tables take.
    func prepareEncryption() -> Int

    /// The random part of one contribution, computed on all cores; it depends on nothing but the layout's size.
    func makeMasks(layout: BlockLayout) -> Masks

    /// Encrypts one row a position, on all cores.
    ///
    /// - Parameters:
    ///   - context: the digest that ties the contribution to its round and its sender.
    ///   - masks: made for this layout.
    /// - Throws: `PaillierError.plaintextCountMismatch`, `.plaintextTooLarge`.
    func encrypt(
        _ plaintexts: PlaintextVector, layout: BlockLayout, context: Digest, masks: consuming Masks
    ) throws -> EncryptedVector

    /// Reads a contribution from its header and the bytes that `body(of:)` wrote: one ciphertext a position, big-endian,
    /// of fixed width, without framing.
    ///
    /// - Throws: `PaillierError.byteCountMismatch`, `.ciphertextOutOfRange`, `.headerInvalid`.
    func decode(
        header: ContributionHeader, body: UnsafeRawBufferPointer, layout: BlockLayout
    ) throws -> EncryptedVector

    /// The bytes of the ciphertexts, as `decode(header:body:layout:)` reads them.
    func body(of vector: EncryptedVector) -> [UInt8]

    /// Checks the proof that a decoded contribution is well formed, where the scheme has one.
    ///
    /// - Throws: `PaillierError.proofInvalid`.
    func verify(_ contribution: EncryptedVector, layout: BlockLayout, context: Digest) throws

    /// Verifies many contributions to one round, together where that is faster.
    ///
    /// - Returns: for each nil or why it is refused, as `verify(_:layout:context:)` throws it.
    func flaws(in contributions: [ReceivedContribution], layout: BlockLayout) -> [(any Error)?]

    /// Checks what can be checked of a contribution without its ciphertexts: that its contributor knows the randomness
    /// under which it was encrypted.
    ///
    /// - Parameter root: `BlockLayout.root(of:)` of the ciphertexts, as signed by the contributor.
    /// - Throws: `PaillierError.headerInvalid`, `.proofInvalid`.
    func audit(_ header: ContributionHeader, root: Digest, layout: BlockLayout, context: Digest) throws

    /// Audits many contributions, together where that is faster.
    ///
    /// - Returns: the first that does not pass, by its place, and why.
    func firstFlaw(in claims: [ContributionClaim], layout: BlockLayout) -> (place: Int, error: any Error)?

    /// A sum of no contributions yet.
    func makeSum(layout: BlockLayout) -> RunningSum

    /// Adds a contribution to a sum, on all cores.
    func add(_ contribution: EncryptedVector, to sum: inout RunningSum)

    /// What a sum has come to, as holders open it. It may go on growing.
    func total(of sum: RunningSum) -> EncryptedVector

    /// The hash of a vector's ciphertexts under a seed; see ``HomomorphicHash``.
    func homomorphicHash(of vector: EncryptedVector, seed: Digest, layout: BlockLayout) -> HomomorphicHash

    /// What the hashes of summands, of any origin, make the hash of their sum.
    ///
    /// - Throws: `PaillierError.byteCountMismatch`, `.ciphertextOutOfRange`.
    func combine(_ hashes: [HomomorphicHash]) throws -> HomomorphicHash

    /// The bulk bytes that a holder needs to give its share of some blocks, beside the contributions' headers.
    func shareRequest(for blocks: [Int], of sum: EncryptedVector, layout: BlockLayout) -> [UInt8]

    /// The bytes of a request for so many blocks, exactly.
    func shareRequestByteCount(blocks: Int, layout: BlockLayout) -> Int

    /// The bytes of a share's payload for so many blocks, exactly.
    func shareByteCount(blocks: Int, layout: BlockLayout) -> Int

    /// Checks a share.
    ///
    /// - Throws: `PaillierError.shareInvalid`, which names the holder.
    func verify(_ share: DecryptionShare, sum: EncryptedVector, layout: BlockLayout, context: ShareContext) throws

    /// Puts verified shares together to the plaintext sum.
    ///
    /// - Throws: `PaillierError.blockUncovered` where a block has fewer than `sharesPerBlock`, `.sharesDisagree`.
    func combine(_ shares: [DecryptionShare], sum: EncryptedVector, layout: BlockLayout) throws -> PlaintextVector
}

extension AdditiveScheme {
    /// The bytes of a contribution's ciphertexts, exactly.
    public func bodyByteCount(layout: BlockLayout) -> Int {
        layout.positions * ciphertextByteCount
    }

    /// Encrypts with masks that are made now.
    public func encrypt(
        _ plaintexts: PlaintextVector, layout: BlockLayout, context: Digest
    ) throws -> EncryptedVector {
        try encrypt(plaintexts, layout: layout, context: context, masks: makeMasks(layout: layout))
    }

    /// Zeros to be filled in and encrypted.
    public func plaintexts(for layout: BlockLayout) -> PlaintextVector {
        PlaintextVector(count: layout.positions, limbsPerRow: plaintextLimbs)
    }

    private var plaintextLimbs: Int { (plaintextBits + UInt.bitWidth - 1) / UInt.bitWidth }

    /// Reads a contribution whose ciphertexts are in an array.
    public func decode(header: ContributionHeader, body: [UInt8], layout: BlockLayout) throws -> EncryptedVector {
        try body.withUnsafeBytes { try decode(header: header, body: $0, layout: layout) }
    }

    /// Checks that plaintexts have the layout's shape and fit, and masks too.
    package func check(_ plaintexts: PlaintextVector, masks: borrowing Masks, layout: BlockLayout) throws {
        precondition(plaintexts.limbsPerRow == plaintextLimbs, "plaintexts(for:) makes vectors of the right shape")
        precondition(masks.layout == layout, "masks for another layout")
        guard plaintexts.count == layout.positions else {
            throw PaillierError.plaintextCountMismatch(expected: layout.positions, actual: plaintexts.count)
        }
        if let row = plaintexts.firstRow(exceeding: plaintextBits) {
            throw PaillierError.plaintextTooLarge(row: row, bits: plaintextBits)
        }
    }

    /// Checks that header and body have their exact sizes.
    package func checkSizes(
        header: ContributionHeader, body: UnsafeRawBufferPointer, layout: BlockLayout
    ) throws {
        let headerByteCount = headerByteCount(layout: layout)
        guard header.byteCount == headerByteCount else {
            throw PaillierError.byteCountMismatch(part: "header", expected: headerByteCount, actual: header.byteCount)
        }
        let bodyByteCount = bodyByteCount(layout: layout)
        guard body.count == bodyByteCount else {
            throw PaillierError.byteCountMismatch(part: "ciphertexts", expected: bodyByteCount, actual: body.count)
        }
    }
}
