public import Primitives

extension Kit {
    /// The kit as PEM text (RFC 7468), to be kept where only its owner reads it.
    ///
    /// - Throws: `PrimitivesError` when OpenSSL cannot encode the key.
    public func serialized() throws -> SecretBytes {
        var text = SecretBytes(capacity: 1 << 14)
        text.append(text: remark)
        for block in KitBlock.allCases { try append(block, to: &text) }
        return text
    }

    private var remark: String {
        "Kit of \(role) in the federation \(federation). Whoever has this file is \(role): keep it to yourself.\n"
    }

    private func append(_ block: KitBlock, to text: inout SecretBytes) throws {
        switch block {
        case .signingKey: text.append(try signingKey.pem())
        case .secretKey: withSecretKey { text.append($0.pem(label: block.label)) }
        case .certificate: text.append(certificate.der, as: block)
        case .authority: text.append(authority.der, as: block)
        case .manifest: text.append(manifest.bytes, as: block)
        case .manifestSignature: text.append(manifest.signature, as: block)
        case .roster: text.append(roster.bytes, as: block)
        case .rosterSignature: text.append(roster.signature, as: block)
        case .keyValues: if !keyValues.isEmpty { text.append(keyValues, as: block) }
        }
    }
}

extension SecretBytes {
    fileprivate mutating func append(text: String) {
        Array(text.utf8).withUnsafeBytes { append($0) }
    }

    fileprivate mutating func append(_ bytes: [UInt8], as block: KitBlock) {
        append(text: PEMBlock(label: block.label, bytes: bytes).serialized)
    }

    fileprivate mutating func append(_ other: borrowing SecretBytes) {
        other.withUnsafeBytes { append($0) }
    }
}
