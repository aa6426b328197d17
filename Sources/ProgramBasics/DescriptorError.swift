import Glibc

/// Why a descriptor could not be read from or written to.
package struct DescriptorError: Error, Equatable, CustomStringConvertible {
    /// errno.
    package let number: Int32

    /// An error of this number.
    package init(number: Int32) { self.number = number }

    /// The system's own words.
    package var description: String { String(cString: strerror(number)) }
}
