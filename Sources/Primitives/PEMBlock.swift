/// One block of a PEM text: bytes under a label (RFC 7468). They may be a secret: their memory is wiped when it is freed.
public struct PEMBlock: Sendable {
    /// What stands after `BEGIN`, such as `CERTIFICATE`.
    public let label: String
    private let content: Content

    /// Shared by the copies of a block, and wiped with the last of them.
    private final class Content: Sendable {
        let bytes: SecretBytes

        init(_ bytes: consuming SecretBytes) { self.bytes = bytes }
    }

    /// - Precondition: the label is one by RFC 7468 §3: printable ASCII, single spaces or hyphens inside.
    public init(label: String, bytes: [UInt8]) {
        precondition(Self.isLabel(label), "not a PEM label: \(label)")
        self.init(label: label, content: SecretBytes(copying: bytes))
    }

    init(label: String, content: consuming SecretBytes) {
        self.label = label
        self.content = Content(content)
    }

    /// A copy of what the block holds, for what is no secret.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// Lends what the block holds.
    public func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try content.bytes.withUnsafeBytes(body)
    }

    /// The block's text, 64 characters a line, ending in a newline.
    public var serialized: String {
        content.bytes.pem(label: label).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// RFC 7468 §3: `label = [ labelchar *( ["-" / SP] labelchar ) ]`; this system has no use for an empty one.
    static func isLabel(_ label: some StringProtocol) -> Bool {
        let parts = label.utf8.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: " ")
        }
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x21...0x7e).contains($0) } }
    }
}

extension PEMBlock: Hashable {
    /// Whether labels and bytes are the same.
    public static func == (left: PEMBlock, right: PEMBlock) -> Bool {
        left.label == right.label && left.content.bytes == right.content.bytes
    }

    /// By the label and the number of bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(label)
        hasher.combine(content.bytes.count)
    }
}

extension SecretBytes {
    /// The text of a PEM block that holds these bytes, as secret as they are.
    ///
    /// - Precondition: the label is one by RFC 7468 §3.
    public borrowing func pem(label: String) -> SecretBytes {
        precondition(PEMBlock.isLabel(label), "not a PEM label: \(label)")
        var text = SecretBytes(capacity: 3 * count / 2 + 2 * label.utf8.count + 64)
        text.append(text: "-----BEGIN \(label)-----\n")
        withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: Base64.lineByteCount) {
                let line = bytes[start..<min(start + Base64.lineByteCount, bytes.count)]
                Base64.encode(line, into: &text)
                text.append(text: "\n")
            }
        }
        text.append(text: "-----END \(label)-----\n")
        return text
    }

    private mutating func append(text: String) {
        Array(text.utf8).withUnsafeBytes { append($0) }
    }
}
