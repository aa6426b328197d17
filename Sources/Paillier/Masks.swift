package import BigNumber

/// The random part of one contribution, computed ahead of time: what is left of encrypting is a product a ciphertext.
///
/// A mask hides one plaintext; two plaintexts under one mask give away their difference. Masks cannot be copied, and
/// encrypting consumes them. They are as secret as what they will hide: they are never written anywhere, and those that
/// nobody used are wiped.
public struct Masks: ~Copyable, Sendable {
    /// What they fit.
    public let layout: BlockLayout
    /// One mask a position.
    private let storage: Storage
    /// What the scheme needs to prove that it used them; empty where there is nothing to prove.
    package let randomisers: ResidueVector
    package let exponents: SecretLimbs

    package init(
        layout: BlockLayout, rows: consuming ResidueVector,
        randomisers: ResidueVector = ResidueVector(count: 0, limbsPerRow: 1),
        exponents: consuming SecretLimbs = SecretLimbs(zeroCount: 0),
        whenWiped: @escaping @Sendable (ResidueVector) -> Void = { _ in }
    ) {
        self.layout = layout
        storage = Storage(rows, whenWiped)
        self.randomisers = randomisers
        self.exponents = exponents
    }

    /// The bytes that they take.
    public var byteCount: Int {
        MemoryLayout<UInt>.size
            * (storage.rows.count * storage.rows.limbsPerRow + randomisers.count * randomisers.limbsPerRow
                + exponents.count)
    }

    /// The rows, for good: encrypted in their place, so that no mask is left behind.
    package borrowing func takeRows() -> ResidueVector { storage.take() }

    /// Wipes the rows that nobody took.
    ///
    /// `@unchecked Sendable`: `rows` changes in `take` alone, which only schemes call, inside the `encrypt` that consumes
    /// the one owner; nobody else can hold a borrow of it then.
    private final class Storage: @unchecked Sendable {
        private(set) var rows: ResidueVector
        /// For a test to look at what is left.
        private let whenWiped: @Sendable (ResidueVector) -> Void

        init(_ rows: consuming ResidueVector, _ whenWiped: @escaping @Sendable (ResidueVector) -> Void) {
            self.rows = rows
            self.whenWiped = whenWiped
        }

        func take() -> ResidueVector {
            defer { rows = ResidueVector(count: 0, limbsPerRow: 1) }
            return rows
        }

        deinit {
            rows.wipe()
            whenWiped(rows)
        }
    }
}
