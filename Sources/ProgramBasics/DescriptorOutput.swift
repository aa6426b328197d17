import Glibc

/// Writing to a descriptor.
package enum DescriptorOutput {
    /// Writes all of the bytes, however many calls that takes.
    ///
    /// - Throws: ``DescriptorError``.
    package static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(DescriptorError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw DescriptorError(number: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Writes a text for a person. There is nobody to tell that standard error is gone, so errors end it silently.
    package static func write(_ text: String, to descriptor: Int32) {
        try? write(Array(text.utf8)[...], to: descriptor)
    }
}
