import Primitives
import Wire

/// Something that is sent to the server: a message that announces it, then its bytes in parts.
struct Upload {
    /// Smaller than a part may be: the server lets everybody have one part in memory at a time, whatever its budget says,
    /// and a thousand may upload at once.
    static let partByteCount = 64 << 10

    private let message: WireMessage
    /// What its parts are named by.
    let digest: Digest
    private let body: [UInt8]
    private var isAnnounced = false
    private var offset = 0

    init(message: WireMessage, digest: Digest, body: [UInt8]) {
        self.message = message
        self.digest = digest
        self.body = body
    }

    /// The next message; nil when all is said.
    mutating func next() -> WireMessage? {
        guard isAnnounced else {
            isAnnounced = true
            return message
        }
        guard offset < body.count else { return nil }
        let content = Array(body[offset..<min(body.count, offset + Self.partByteCount)])
        defer { offset += content.count }
        return .chunk(Chunk(digest: digest, offset: offset, total: body.count, content: content))
    }

    /// Sends no more: the server has no use for the rest.
    mutating func cancel() {
        isAnnounced = true
        offset = body.count
    }

    /// How much is sent, from 0 to 1.
    var fraction: Double { body.isEmpty ? 1 : Double(offset) / Double(body.count) }
}
