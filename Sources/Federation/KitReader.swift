import Paillier
import Primitives

/// Takes a kit's text apart: every block in its place, nothing missing, nothing more.
struct KitReader {
    private var blocks: ArraySlice<PEMBlock>

    init(_ text: borrowing SecretBytes) throws {
        do {
            blocks = try text.withUnsafeBytes { try PEMDocument(parsing: $0) }.blocks[...]
        } catch PrimitivesError.pemInvalid(let line, let reason) {
            throw KitError.text(reason: "line \(line): \(reason)")
        }
        if blocks.isEmpty { throw KitError.notAKit }
    }

    /// The bytes of the next block, which must be `block`.
    mutating func bytes(of block: KitBlock) throws -> [UInt8] { try next(block).bytes }

    private mutating func next(_ block: KitBlock) throws -> PEMBlock {
        guard let next = blocks.first, next.label == block.label else {
            throw KitError.missing(block: block.title, found: blocks.first?.label)
        }
        return blocks.removeFirst()
    }

    mutating func certificate(_ block: KitBlock) throws -> Certificate {
        let der = try bytes(of: block)
        return try reading(block) { try Certificate(der: der) }
    }

    mutating func signingKey() throws -> SigningKey {
        let block = try next(.signingKey)
        return try reading(.signingKey) { try block.withUnsafeBytes { try SigningKey(privateKeyInfo: $0) } }
    }

    /// A document and its signature, which must be `authority`'s.
    mutating func document<Content>(
        _ name: String, _ block: KitBlock, signature: KitBlock, authority: VerificationKey
    ) throws -> SignedDocument<Content> {
        let (text, signature) = (try bytes(of: block), try bytes(of: signature))
        return try reading(block) {
            try SignedDocument(name: name, bytes: text, signature: signature, authority: authority)
        }
    }

    /// The numbers that belong to the public key; none where the scheme has none.
    mutating func keyValues(of scheme: SchemeParameters) throws -> [UInt8] {
        guard scheme.valueByteCount > 0 else { return [] }
        let values = try bytes(of: .keyValues)
        guard values.count == scheme.valueByteCount else {
            let reason = "\(values.count) bytes where \(scheme.valueByteCount) are expected"
            throw KitError.damaged(block: KitBlock.keyValues.name, reason: reason)
        }
        return values
    }

    /// The secret key, nil when the text ends here.
    mutating func secretKey() throws -> SecretBytes? {
        if blocks.isEmpty { return nil }
        return try next(.secretKey).withUnsafeBytes { SecretBytes(copying: $0) }
    }

    func finish() throws {
        if let next = blocks.first { throw KitError.trailing(block: next.label) }
    }

    private func reading<Part>(_ block: KitBlock, _ read: () throws -> Part) throws -> Part {
        do {
            return try read()
        } catch FederationError.signature(let document) {
            throw KitError.signature(document: document)
        } catch {
            throw KitError.damaged(block: block.name, reason: "\(error)")
        }
    }
}
