public import Paillier
public import Primitives

/// A fresh key: what everybody may know, and for each holder what nobody else may. The secrets are wiped with it.
public struct Dealt: ~Copyable, Sendable {
    /// For the manifest.
    public let parameters: SchemeParameters
    /// How many key holders there are.
    public let holders: Int
    private let block: SecretBytes

    init(parameters: SchemeParameters, holders: Int, block: consuming SecretBytes) throws {
        guard holders > 0 else { throw PaillierSecretError.holderCountInvalid(holders: holders) }
        self.parameters = parameters
        self.holders = holders
        self.block = block
    }

    /// Lends the block that goes into a holder's kit.
    ///
    /// - Parameter holder: its number, from 0.
    public borrowing func withSecretBlock<Result: ~Copyable, Failure: Error>(
        of holder: Int, _ body: (borrowing SecretBytes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition((0..<holders).contains(holder), "holder \(holder) of \(holders)")
        return try body(block)
    }
}
