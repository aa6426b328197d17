import BigNumber

/// Powers of a threshold key's bases, for whoever encrypts: they cost memory, and time once.
struct EncryptionTables: Sendable {
    /// Of h_j, for exponents r.
    let targets: FixedBaseTables

    /// More powers of a base than this take longer to make than they save in many rounds.
    private static let entriesPerBase = 4096

    init(_ key: ThresholdKey, budget: Int) throws {
        let useful = Self.entriesPerBase * key.targets.count * key.sizes.squareBytes
        targets = try FixedBaseTables(
            bases: key.targets, modulus: key.square, exponentBits: key.sizes.exponentBits, budget: min(budget, useful))
    }
}
