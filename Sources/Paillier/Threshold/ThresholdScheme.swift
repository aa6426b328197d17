import BigNumber
import Primitives
import Synchronization

/// Paillier's scheme with a second trapdoor (Bresson–Catalano–Pointcheval 2003; Damgård–Jurik 2003) whose secret
/// exponents are shared: t of k holders decrypt together, and nobody alone.
///
/// Block b has one random r: u = g^r mod n, and position j of it holds v = (1 + m·n) · h_j^r mod n². Every v is an ordinary
/// Paillier ciphertext. One r under different keys h_j is the multi-recipient setting (Bellare–Boldyreva–Staddon 2003).
public final class ThresholdScheme: AdditiveScheme {
    /// The scheme's name in manifests and logs.
    public static let name = "paillier-threshold"

    /// The public key.
    public let key: ThresholdKey
    /// Powers of g modulo n, as long as any contribution's answer.
    let generatorPowers: FixedBaseTables
    /// Powers of G modulo n², as long as any share's answer.
    let basePowers: FixedBaseTables
    private let tableBudget: Int
    private let tables = Mutex<EncryptionTables?>(nil)

    /// Every scheme has these; they speed up checks.
    private static let smallTableBudget = 2 << 20

    /// The scheme of a public key. Whoever only adds and checks never pays for the tables of `prepareEncryption()`.
    ///
    /// - Parameter tableBudget: the bytes that those tables may take.
    /// - Throws: `BigNumberError.tableBudgetTooSmall`.
    public init(_ key: ThresholdKey, tableBudget: Int = SchemeParameters.defaultTableBudget) throws {
        let (root, square, sizes) = (key.root, key.square, key.sizes)
        let smallest = 2 * square.byteCount * key.parameters.maximumBlock
        guard tableBudget >= smallest else {
            throw BigNumberError.tableBudgetTooSmall(budget: tableBudget, smallest: smallest)
        }
        self.key = key
        self.tableBudget = tableBudget
        generatorPowers = try FixedBaseTables(
            base: key.parameters.generator, modulus: root,
            exponentBits: sizes.contributionRandomBits(blocks: BlockLayout.maximumPositions) + 1,
            budget: Self.smallTableBudget)
        basePowers = try FixedBaseTables(
            base: key.base, modulus: square,
            exponentBits: sizes.shareRandomBits(positionsPerBlock: key.parameters.maximumBlock) + 1,
            budget: Self.smallTableBudget)
    }

    /// `paillier-threshold`.
    public var name: String { Self.name }

    /// One bit less than n, so that every number of this many bits is below n.
    public var plaintextBits: Int { key.parameters.keyBits - 1 }

    /// The bytes of n².
    public var ciphertextByteCount: Int { key.sizes.squareBytes }

    /// t.
    public var sharesPerBlock: Int { key.parameters.threshold }

    /// K_max.
    public var maximumBlock: Int { key.parameters.maximumBlock }

    /// A randomiser a block, and the proof.
    public func headerByteCount(layout: BlockLayout) -> Int {
        ContributionProof.byteCounts(key.sizes, layout: layout).reduce(layout.blocks * key.sizes.rootBytes, +)
    }

    /// Computes powers of the h_j, on all cores.
    public func prepareEncryption() -> Int { encryptionTables.targets.byteCount }

    var encryptionTables: EncryptionTables {
        tables.withLock { tables in
            if let tables { return tables }
            do {
                let made = try EncryptionTables(key, budget: tableBudget)
                tables = made
                return made
            } catch { preconditionFailure("the budget was checked: \(error)") }
        }
    }

    /// The ciphertexts, big-endian, each in `ciphertextByteCount` bytes.
    public func body(of vector: EncryptedVector) -> [UInt8] {
        vector.ciphertexts.rows.bigEndianBytes(perRow: ciphertextByteCount)
    }

    /// Ones: 1 is a ciphertext of 0, made with r = 0.
    public func makeSum(layout: BlockLayout) -> RunningSum {
        check(layout)
        return RunningSum(
            randomisers: ResidueVector(repeating: 1, count: layout.blocks, limbsPerRow: key.root.limbCount),
            ciphertexts: .product(RunningProduct(count: layout.positions, modulus: key.square)))
    }

    /// Multiplies randomisers and ciphertexts, row by row.
    public func add(_ contribution: EncryptedVector, to sum: inout RunningSum) {
        key.root.multiply(&sum.randomisers, by: randomisers(ofChecked: contribution.header))
        sum.multiply(by: contribution.ciphertexts)
    }

    /// The products, without a proof.
    public func total(of sum: RunningSum) -> EncryptedVector {
        let randomisers = sum.randomisers.bigEndianBytes(perRow: key.sizes.rootBytes)
        return EncryptedVector(
            header: ContributionHeader(randomisers: randomisers, proof: []), ciphertexts: sum.vector)
    }

    private func randomisers(ofChecked header: ContributionHeader) -> ResidueVector {
        do {
            return try key.randomisers(of: header, blocks: header.randomisers.count / key.sizes.rootBytes)
        } catch { preconditionFailure("the header was checked when it was decoded: \(error)") }
    }

    func check(_ layout: BlockLayout) {
        precondition(layout.positionsPerBlock <= maximumBlock, "blocks of \(layout.positionsPerBlock) positions")
    }
}
