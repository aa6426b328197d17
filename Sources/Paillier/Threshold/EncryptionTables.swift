import BigNumber

/// Powers of a threshold key's bases, for whoever encrypts: they cost memory, and time once.
struct EncryptionTables: Sendable {
    /// Of h_j, for exponents r.
    let targets: FixedBaseTables

    init(_ key: ThresholdKey, budget: Int) throws {
        targets = try FixedBaseTables(
            bases: key.targets, modulus: key.square, exponentBits: key.sizes.exponentBits, budget: budget)
    }
}
