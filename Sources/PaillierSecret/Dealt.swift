public import Paillier
public import Primitives

/// A fresh key: what everybody may know, and for each holder what nobody else may. The secrets are wiped with it.
public struct Dealt: ~Copyable, Sendable {
    /// For the manifest.
    public let parameters: SchemeParameters
    /// The numbers that belong to the parameters, for everybody's kit: `SchemeParameters.valueByteCount` bytes.
    public let values: [UInt8]
    /// How many key holders there are.
    public let holders: Int
    /// The holders' blocks, one after the other; a single one where all have the same.
    private let blocks: SecretBytes
    private let isShared: Bool

    /// A key of which every holder has the whole.
    init(parameters: SchemeParameters, holders: Int, block: consuming SecretBytes) throws {
        guard holders > 0 else { throw PaillierSecretError.holderCountInvalid(holders: holders) }
        self.init(parameters: parameters, values: [], holders: holders, blocks: block, isShared: true)
    }

    /// A key of which every holder has a block of its own, equally long.
    init(parameters: SchemeParameters, values: [UInt8], holders: Int, blocks: consuming SecretBytes) {
        self.init(parameters: parameters, values: values, holders: holders, blocks: blocks, isShared: false)
    }

    private init(
        parameters: SchemeParameters, values: [UInt8], holders: Int, blocks: consuming SecretBytes, isShared: Bool
    ) {
        self.parameters = parameters
        self.values = values
        self.holders = holders
        self.blocks = blocks
        self.isShared = isShared
    }

    /// Lends the block that goes into a holder's kit.
    ///
    /// - Parameter holder: its number, from 1.
    public borrowing func withSecretBlock<Result: ~Copyable, Failure: Error>(
        of holder: Int, _ body: (borrowing SecretBytes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition((1...holders).contains(holder), "holder \(holder) of \(holders)")
        let length = isShared ? blocks.count : blocks.count / holders
        let start = isShared ? 0 : (holder - 1) * length
        let block = blocks.withUnsafeBytes { bytes in
            SecretBytes(copying: UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
        }
        return try body(block)
    }
}
