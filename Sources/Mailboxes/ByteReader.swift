import Glibc
import Mail

/// Buffers a source and hands it out by lines, a line longer than the buffer in pieces.
final class ByteReader {
    private let source: any ByteSource
    private var buffer: [UInt8]
    private var position = 0
    private var end = 0
    private var atEnd = false
    /// Why the source broke off, kept back until what had come before is taken.
    private var failure: SourceFailure?
    /// What was given back, to be handed out again before the source goes on.
    private var returned: ArraySlice<UInt8> = []

    init(_ source: any ByteSource, capacity: Int = 256 << 10) {
        self.source = source
        buffer = [UInt8](repeating: 0, count: capacity)
    }

    /// The next bytes, as many as fit the buffer, without taking them. Of a source that breaks off, what came before.
    func peek() throws(SourceFailure) -> ArraySlice<UInt8> {
        while !atEnd, end - position < buffer.count {
            do throws(SourceFailure) { try fill() } catch {
                failure = error
                if position == end { throw error }
                break
            }
        }
        return buffer[position..<end]
    }

    /// Takes the next line with its line feed, or as much of it as fits the buffer, and lends it.
    ///
    /// - Returns: nil at the end.
    func withNextPiece<Result>(_ body: (UnsafeRawBufferPointer) -> Result) throws(SourceFailure) -> Result? {
        var pieceEnd = lineEnd(from: position)
        while pieceEnd == nil, !atEnd, end - position < buffer.count {
            let scanned = end - position
            try fill()
            pieceEnd = lineEnd(from: position + scanned)
        }
        let next = pieceEnd ?? end
        guard next > position else { return nil }
        defer { position = next }
        return buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[position..<next])) }
    }

    /// Takes some bytes away, as many of them as fit the buffer.
    func skip(_ count: Int) throws(SourceFailure) {
        position += min(count, try peek().count)
    }

    /// Gives back bytes that were taken: they come again before what follows them.
    func putBack(_ bytes: some Collection<UInt8>) {
        returned = (Array(bytes) + buffer[position..<end] + returned)[...]
        (position, end, atEnd) = (0, 0, false)
    }

    /// Takes all that is left, or returns nil when that is more than `limit` bytes.
    func rest(limit: Int) throws(SourceFailure) -> [UInt8]? {
        var bytes = Array(buffer[position..<end])
        position = end
        while !atEnd, bytes.count <= limit {
            try fill()
            bytes += buffer[position..<end]
            position = end
        }
        return bytes.count <= limit ? bytes : nil
    }

    /// The index past the first line feed at or after `start`.
    private func lineEnd(from start: Int) -> Int? {
        guard start < end else { return nil }
        return buffer.withUnsafeBytes { bytes in
            bytes[start..<end].firstIndexFast(of: UInt8(ascii: "\n")).map { $0 + 1 }
        }
    }

    /// Moves what is left to the front and reads once behind it.
    private func fill() throws(SourceFailure) {
        buffer.withUnsafeMutableBytes { bytes in
            guard position > 0, let start = bytes.baseAddress else { return }
            memmove(start, start + position, end - position)
        }
        (position, end) = (0, end - position)
        let space = end
        let count = try withBuffer { bytes throws(SourceFailure) in
            let room = UnsafeMutableRawBufferPointer(rebasing: bytes[space...])
            if !returned.isEmpty { return takeReturned(into: room) }
            if let failure { throw failure }
            return try source.read(into: room)
        }
        end += count
        atEnd = count == 0
    }

    private func takeReturned(into room: UnsafeMutableRawBufferPointer) -> Int {
        let piece = returned.prefix(room.count)
        room.copyBytes(from: piece)
        returned = piece.count < returned.count ? returned.dropFirst(piece.count) : []
        return piece.count
    }

    private func withBuffer(
        _ body: (UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int
    ) throws(SourceFailure) -> Int {
        var outcome: Result<Int, SourceFailure> = .success(0)
        buffer.withUnsafeMutableBytes { bytes in
            do throws(SourceFailure) { outcome = .success(try body(bytes)) } catch { outcome = .failure(error) }
        }
        return try outcome.get()
    }
}
