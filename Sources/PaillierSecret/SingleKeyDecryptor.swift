import BigNumber
import Paillier
import Primitives

/// A holder of the one key: it answers a request with the plaintexts.
///
/// It opens whatever it is asked to open. That is what `trustsServer` says about a federation with one key.
final class SingleKeyDecryptor: PartialDecryptor {
    private let key: SingleKey
    private let ciphertextModulus: Modulus

    /// - Throws: `PaillierSecretError`.
    init(_ parameters: SingleKeyParameters, secret: borrowing SecretBytes, kernel: Kernel = .best) throws {
        key = try SingleKey(secret, parameters: parameters, kernel: kernel)
        ciphertextModulus = Modulus(squareOf: parameters.modulus, kernel: kernel)
        try check(parameters.maskBase)
    }

    /// A mask has to vanish when it is decrypted: h must open to 0.
    private func check(_ maskBase: BigInteger?) throws {
        guard let maskBase else { return }
        let plaintext = key.decrypt(ResidueVector([maskBase], limbsPerRow: ciphertextModulus.limbCount))
        guard plaintext.allSatisfy({ $0 == 0 }) else {
            throw PaillierSecretError.parametersFlawed(reason: "h is not an n-th power")
        }
    }

    func share(
        holder: Int, of request: DecryptionInput, layout: BlockLayout, context: ShareContext
    ) throws -> DecryptionShare {
        try layout.check(request, rowByteCount: ciphertextModulus.byteCount)
        let count = request.blocks.count * layout.positionsPerBlock
        do {
            let rows = try request.input.withUnsafeBytes { try ciphertextModulus.residues(bigEndian: $0, count: count) }
            return DecryptionShare(holder: holder, blocks: request.blocks, payload: key.decrypt(rows))
        } catch BigNumberError.residueOutOfRange(let row) {
            throw PaillierError.ciphertextOutOfRange(row: row)
        }
    }
}
