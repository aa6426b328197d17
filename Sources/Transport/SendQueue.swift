/// Frames that wait to be sent, and how far the first of them is.
struct SendQueue {
    private var frames: [[UInt8]] = []
    private var first = 0
    /// How much of the first frame is gone, its header included.
    private var offset = 0

    /// How many bytes wait, headers included.
    private(set) var byteCount = 0

    /// Adds a frame.
    mutating func append(_ payload: [UInt8]) {
        frames.append(payload)
        byteCount += FrameDecoder.headerByteCount + payload.count
    }

    /// Moves the next bytes into a buffer, across frames: small ones travel in one TLS record.
    ///
    /// - Returns: how many; fewer than there is room for only when nothing is left.
    mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < buffer.count, byteCount > 0 {
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = Self.copy(frames[first], from: offset, into: room)
            filled += count
            byteCount -= count
            advance(by: count)
        }
        return filled
    }

    private mutating func advance(by count: Int) {
        offset += count
        guard offset == FrameDecoder.headerByteCount + frames[first].count else { return }
        offset = 0
        frames[first] = []
        first += 1
        // Moving the rest down only when at least as many are gone keeps the cost of a frame constant.
        if 2 * first >= frames.count {
            frames.removeFirst(first)
            first = 0
        }
    }

    private static func copy(
        _ payload: [UInt8], from offset: Int, into room: UnsafeMutableRawBufferPointer
    ) -> Int {
        if offset < FrameDecoder.headerByteCount {
            return withUnsafeBytes(of: UInt32(payload.count).bigEndian) { copy($0[offset...], into: room) }
        }
        return payload.withUnsafeBytes { copy($0[(offset - FrameDecoder.headerByteCount)...], into: room) }
    }

    private static func copy(
        _ bytes: Slice<UnsafeRawBufferPointer>, into room: UnsafeMutableRawBufferPointer
    ) -> Int {
        let count = min(bytes.count, room.count)
        room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
        return count
    }
}
