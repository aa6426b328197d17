/// Cuts a stream of bytes into frames: four bytes of big-endian length, then as many bytes of payload.
///
/// A pure value. Its owner reads what is `wanted` and no more, so that it can stop between a frame's length and its
/// payload, until there is room for that.
package struct FrameDecoder {
    package static let headerByteCount = 4

    private let limit: Int
    private var header: [UInt8] = []
    package private(set) var payload: [UInt8] = []

    /// The length of the payload under way, checked; nil while the header is not complete.
    package private(set) var announced: Int?

    /// - Parameter limit: the longest payload.
    package init(limit: Int) {
        self.limit = limit
        header.reserveCapacity(Self.headerByteCount)
    }

    /// How many bytes may be received next: the rest of the header, or the rest of the payload.
    package var wanted: Int {
        if let announced { announced - payload.count } else { Self.headerByteCount - header.count }
    }

    /// Whether a frame has begun that is not complete.
    package var isInsideFrame: Bool {
        !header.isEmpty
    }

    /// Takes bytes of the stream.
    ///
    /// - Precondition: they are at most as many as `wanted`.
    /// - Throws: `TransportError.frameTooLong`, before anything of that frame is kept.
    package mutating func receive(_ bytes: UnsafeRawBufferPointer) throws(TransportError) {
        precondition(bytes.count <= wanted, "the decoder was given more than it wants")
        if let announced {
            makeRoom(for: bytes.count, of: announced)
            // As bytes of a type, which an array copies at once instead of one by one.
            payload.append(contentsOf: bytes.assumingMemoryBound(to: UInt8.self))
            return
        }
        header.append(contentsOf: bytes)
        if header.count == Self.headerByteCount {
            let byteCount = header.reduce(0) { $0 << 8 | Int($1) }
            guard byteCount <= limit else { throw .frameTooLong(byteCount: byteCount, limit: limit) }
            announced = byteCount
        }
    }

    /// The payload once it is complete; the next frame begins then.
    package mutating func takeFrame() -> [UInt8]? {
        guard let announced, payload.count == announced else { return nil }
        defer {
            self.announced = nil
            payload = []
            header.removeAll(keepingCapacity: true)
        }
        return payload
    }

    /// Memory grows with the bytes that did arrive, twofold, and never past what was announced.
    private mutating func makeRoom(for count: Int, of announced: Int) {
        let needed = payload.count + count
        if payload.capacity < needed {
            payload.reserveCapacity(min(announced, max(needed, 2 * payload.capacity)))
        }
    }
}
