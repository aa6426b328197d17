import Glibc

/// Random bytes from the kernel's generator, fit for keys.
public enum SystemRandom {
    /// `getentropy` gives at most this much at once (POSIX.1-2024).
    private static let limit = 256

    /// Fills a piece of memory.
    public static func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        for start in stride(from: 0, to: buffer.count, by: limit) {
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<min(start + limit, buffer.count)])
            guard let address = piece.baseAddress else { return }
            // Fails only on a kernel without the call: nothing that needs a key may go on then.
            precondition(getentropy(address, piece.count) == 0, "the kernel gives no random bytes")
        }
    }

    /// Fresh random bytes. Not for secrets that are to be wiped: see `SecretBytes.random(count:)`.
    public static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        bytes.withUnsafeMutableBytes { fill($0) }
        return bytes
    }
}
