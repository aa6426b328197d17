import Testing

@testable import Transport

@Suite struct FramingTests {
    /// Feeds a decoder as a connection does: never more than it wants.
    private func decode(
        _ stream: [UInt8], limit: Int = 1000, piece: () -> Int
    ) throws -> (frames: [[UInt8]], decoder: FrameDecoder) {
        var decoder = FrameDecoder(limit: limit)
        var frames: [[UInt8]] = []
        var rest = stream[...]
        while !rest.isEmpty {
            let bytes = rest.prefix(min(max(1, piece()), decoder.wanted))
            rest = rest.dropFirst(bytes.count)
            try bytes.withUnsafeBytes { try decoder.receive($0) }
            if let frame = decoder.takeFrame() { frames.append(frame) }
        }
        return (frames, decoder)
    }

    private func encode(_ frames: [[UInt8]], piece: () -> Int) -> [UInt8] {
        var queue = SendQueue()
        frames.forEach { queue.append($0) }
        var stream: [UInt8] = []
        while queue.byteCount > 0 {
            let before = queue.byteCount
            var buffer = [UInt8](repeating: 0xee, count: max(1, piece()))
            let count = buffer.withUnsafeMutableBytes { queue.take(into: $0) }
            #expect(count == min(buffer.count, before))
            #expect(queue.byteCount == before - count)
            stream += buffer.prefix(count)
        }
        return stream
    }

    @Test func theFormatIsLengthThenPayload() {
        // length 3 | "abc" | length 0 | length 258 | …
        let expected: [UInt8] =
            [0, 0, 0, 3, 97, 98, 99] + [0, 0, 0, 0] + [0, 0, 1, 2] + [UInt8](repeating: 9, count: 258)
        #expect(encode([[97, 98, 99], [], [UInt8](repeating: 9, count: 258)], piece: { 1000 }) == expected)
    }

    @Test(arguments: Seeded.seeds) func framesSurviveEveryCutting(seed: UInt64) throws {
        var random = Seeded(seed)
        for _ in 0..<50 {
            let frames = (0..<Int.random(in: 0..<20, using: &random)).map { _ in
                random.bytes(Int.random(in: 0...Int.random(in: 0...200, using: &random), using: &random))
            }
            let stream = encode(frames) { Int.random(in: 1...64, using: &random) }
            let decoded = try decode(stream) { Int.random(in: 1...64, using: &random) }
            #expect(decoded.frames == frames, "seed \(seed)")
            #expect(!decoded.decoder.isInsideFrame)
        }
    }

    @Test func aQueueThatIsNeverEmptyForgetsWhatIsSent() {
        var queue = SendQueue()
        func take() -> [UInt8] {
            [UInt8](unsafeUninitializedCapacity: 14) { $1 = queue.take(into: UnsafeMutableRawBufferPointer($0)) }
        }
        queue.append([UInt8](repeating: 1, count: 10))
        for number in 0..<100 {
            queue.append([UInt8](repeating: UInt8(number), count: 10))
            #expect(take().count == 14)
            #expect(queue.byteCount == 14)
        }
        #expect(take().last == 99)
        #expect(take().isEmpty)
    }

    @Test(arguments: [1001, 65_536, 1 << 24, 0xffff_ffff]) func aLengthAboveTheLimitIsRefused(length: Int) {
        let header = withUnsafeBytes(of: UInt32(length).bigEndian) { Array($0) }
        #expect(throws: TransportError.frameTooLong(byteCount: length, limit: 1000)) {
            try decode(header, piece: { 4 })
        }
    }

    @Test func theLimitItselfIsAllowed() throws {
        let frame = [UInt8](repeating: 5, count: 1000)
        #expect(try decode(encode([frame], piece: { 512 }), piece: { 100 }).frames == [frame])
    }

    @Test func nothingIsAllocatedForBytesThatDidNotArrive() throws {
        var decoder = FrameDecoder(limit: 1 << 30)
        try [UInt8]([0x3f, 0xff, 0xff, 0xff]).withUnsafeBytes { try decoder.receive($0) }
        #expect(decoder.announced == 0x3fff_ffff)
        #expect(decoder.wanted == 0x3fff_ffff)
        #expect(decoder.payload.capacity == 0)
        for _ in 0..<100 {
            try [UInt8](repeating: 1, count: 1000).withUnsafeBytes { try decoder.receive($0) }
            #expect(decoder.payload.capacity <= 3 * decoder.payload.count + 64)
        }
        #expect(decoder.takeFrame() == nil)
        #expect(decoder.isInsideFrame)
    }

    @Test(arguments: 1..<10) func aBrokenOffStreamLeavesTheDecoderInsideAFrame(count: Int) throws {
        let stream = encode([[1, 2, 3, 4, 5, 6]], piece: { 10 })
        let decoded = try decode(Array(stream.prefix(count)), piece: { 3 })
        #expect(decoded.frames.isEmpty)
        #expect(decoded.decoder.isInsideFrame)
    }
}
