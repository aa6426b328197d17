import Glibc

/// Reading from a descriptor.
package enum DescriptorInput {
    /// The bytes up to a limit or the end, whichever comes first.
    ///
    /// - Throws: ``DescriptorError``.
    package static func read(from descriptor: Int32, upTo limit: Int) throws(DescriptorError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limit, 1 << 16))
        while bytes.count < limit {
            let wanted = min(chunk.count, limit - bytes.count)
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, wanted) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw DescriptorError(number: errno) }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return bytes
    }
}
