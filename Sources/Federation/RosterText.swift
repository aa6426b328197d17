public import Primitives

/// A signed roster by itself, as PEM text (RFC 7468): two blocks, the document and its signature, as in a kit.
///
/// There is nothing secret in it.
public enum RosterText {
    /// No roster's text is larger: thousands of participants fit.
    public static let maximumByteCount = 4 << 20

    /// The text of a roster.
    public static func serialized(_ roster: SignedDocument<Roster>) -> String {
        let remark =
            "Roster \(roster.content.number) of the federation \(roster.content.federation). For grok-server.\n"
        return remark
            + PEMDocument(blocks: [
                PEMBlock(label: KitBlock.roster.label, bytes: roster.bytes),
                PEMBlock(label: KitBlock.rosterSignature.label, bytes: roster.signature),
            ]).serialized
    }

    /// Reads a roster that `authority` has signed.
    ///
    /// - Throws: ``FederationError`` saying what is wrong with it.
    public static func parse(_ text: [UInt8], authority: VerificationKey) throws -> SignedDocument<Roster> {
        let blocks = try blocks(text)
        guard blocks.map(\.label) == [KitBlock.roster.label, KitBlock.rosterSignature.label] else {
            throw malformed("it must have the blocks \(KitBlock.roster.label) and \(KitBlock.rosterSignature.label)")
        }
        return try SignedDocument(
            name: Roster.documentName, bytes: blocks[0].bytes, signature: blocks[1].bytes, authority: authority)
    }

    private static func blocks(_ text: [UInt8]) throws -> [PEMBlock] {
        do {
            return try text.withUnsafeBytes { try PEMDocument(parsing: $0) }.blocks
        } catch PrimitivesError.pemInvalid(let line, let reason) {
            throw malformed("line \(line): \(reason)")
        }
    }

    private static func malformed(_ reason: String) -> FederationError {
        .malformed(document: Roster.documentName, reason: reason)
    }
}
