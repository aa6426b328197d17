package import BigNumber

/// The random part of one contribution, computed ahead of time: what is left of encrypting is a product of half the size
/// for each ciphertext.
///
/// A mask hides one plaintext; two plaintexts under one mask give away their difference. Masks cannot be copied, and
/// encrypting consumes them. They are as secret as what they will hide: they are never written anywhere, and wiped when
/// they were used, or when nobody did.
public struct Masks: ~Copyable, Sendable {
    /// What they fit.
    public let layout: BlockLayout
    /// One mask a position, as an entry of the scheme's tables.
    package let entries: SecretLimbs
    /// What the scheme needs to prove that it used them; empty where there is nothing to prove.
    package let randomisers: ResidueVector
    package let exponents: SecretLimbs

    package init(
        layout: BlockLayout, entries: consuming SecretLimbs,
        randomisers: ResidueVector = ResidueVector(count: 0, limbsPerRow: 1),
        exponents: consuming SecretLimbs = SecretLimbs(zeroCount: 0)
    ) {
        self.layout = layout
        self.entries = entries
        self.randomisers = randomisers
        self.exponents = exponents
    }

    /// The bytes that they take.
    public var byteCount: Int {
        MemoryLayout<UInt>.size
            * (entries.count + randomisers.count * randomisers.limbsPerRow + exponents.count)
    }
}
