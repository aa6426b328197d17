import Glibc

/// Why a descriptor could not be read from or written to.
package struct DescriptorError: Error, Equatable, CustomStringConvertible {
    /// errno.
    package let number: Int32

    /// The system's own words.
    package var description: String { String(cString: strerror(number)) }
}
