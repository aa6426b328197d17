import Glibc

/// An open descriptor with one owner, closed when that goes.
package struct FileDescriptor: ~Copyable {
    /// For calls made while the owner is known to live.
    package let rawValue: Int32

    /// Takes over a descriptor that nobody else will close.
    package init(owning rawValue: Int32) {
        self.rawValue = rawValue
    }

    deinit {
        // Not repeated when interrupted: Linux has freed the descriptor then, and it may be somebody else's already.
        let result = Glibc.close(rawValue)
        precondition(result == 0 || errno != EBADF, "the descriptor was closed by somebody else")
    }
}
