import Glibc

/// The one thing that writers do with folders.
package enum Folder {
    /// Makes a folder and those above it where they are missing.
    ///
    /// - Throws: `MailError.unwritable`.
    package static func create(_ path: String) throws {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            prefix += component + "/"
            guard mkdir(prefix, 0o755) != 0 else { continue }
            let code = errno
            var status = stat()
            guard stat(prefix, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw MailError.unwritable(path: path, reason: systemMessage(code))
            }
        }
    }
}
