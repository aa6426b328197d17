package import Federation

extension StateDirectory {
    /// What is odd about a directory that a program is about to use; nil when nothing is.
    ///
    /// - Throws: ``StoreError`` when it cannot be used. That another process has it is no such error: it may be the
    ///   program itself, already at work.
    package static func oddity(at path: String, federation: PartyName, name: PartyName?) throws -> String? {
        do {
            try StateDirectory(at: path, federation: federation, name: name).close()
            return nil
        } catch StoreError.locked(_, let process) {
            return "\(path) is in use by \(process.map { "process \($0)" } ?? "another process"): it runs already"
        }
    }
}
