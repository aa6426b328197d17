import FoundationEssentials
public import Primitives

/// A JSON document as its signer wrote it: the digest and the signature are over these very bytes.
public struct SignedDocument<Content: Codable & Sendable>: Sendable {
    /// The decoded document.
    public let content: Content
    /// The signed bytes.
    public let bytes: [UInt8]
    /// Ed25519 signature over tag ‖ 0 ‖ bytes.
    public let signature: [UInt8]

    /// Signs `content` as the document `name`.
    public init(_ content: Content, name: String, signer: SigningKey) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        self.content = content
        bytes = try Array(encoder.encode(content))
        signature = try signer.signature(for: Self.signed(bytes, name: name))
    }

    /// Checks the signature, then decodes.
    ///
    /// - Throws: ``FederationError`` when the signature is not `authority`'s or the bytes are not such a document.
    public init(name: String, bytes: [UInt8], signature: [UInt8], authority: VerificationKey) throws {
        guard authority.isValid(signature, for: Self.signed(bytes, name: name)) else {
            throw FederationError.signature(document: name)
        }
        do {
            content = try JSONDecoder().decode(Content.self, from: Data(bytes))
        } catch let error as FederationError {
            throw error
        } catch {
            throw FederationError.malformed(document: name, reason: Self.reason(error))
        }
        self.bytes = bytes
        self.signature = signature
    }

    /// SHA-256 of the signed bytes.
    public var digest: Digest { Digest(sha256: bytes) }

    private static func signed(_ bytes: [UInt8], name: String) -> [UInt8] {
        Array("grok/v1/\(name)".utf8) + [0] + bytes
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .keyNotFound(let key, _): return "\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
        @unknown default: return "\(error)"
        }
    }
}
