import Transport

enum Frames {
    private static let limit = 1 << 12

    /// Feeds a stream as the network might: the first byte says in pieces of how many bytes.
    static func read(_ bytes: [UInt8]) {
        guard let size = bytes.first.map({ max(1, Int($0)) }) else { return }
        var decoder = FrameDecoder(limit: limit)
        var rest = bytes.dropFirst()
        var payloads = 0
        while !rest.isEmpty {
            let part = Array(rest.prefix(min(size, decoder.wanted)))
            rest = rest.dropFirst(part.count)
            guard (try? part.withUnsafeBytes { try decoder.receive($0) }) != nil else { return }
            precondition((decoder.announced ?? 0) <= limit, "a frame that is too long was begun")
            precondition(decoder.payload.capacity <= 4 * bytes.count + 64, "memory was taken for bytes to come")
            while let frame = decoder.takeFrame() {
                payloads += frame.count
                precondition(!decoder.isInsideFrame, "a frame that was taken is still there")
                if rest.isEmpty { break }
            }
        }
        precondition(payloads <= bytes.count, "frames hold more than came")
    }
}
