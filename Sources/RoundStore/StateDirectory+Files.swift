extension StateDirectory {
    /// Removes a file of the directory's own, if it is there.
    ///
    /// - Throws: ``StoreError``.
    package func removeFile(_ name: String) throws {
        try Folder.removeFile("\(path)/\(name)")
    }

    /// Replaces a file of the directory's own, beside the database: it holds the old or the new bytes, whatever happens.
    ///
    /// - Throws: ``StoreError``.
    package func replaceFile(_ name: String, with bytes: [UInt8]) throws {
        try Folder.replace("\(path)/\(name)", with: bytes)
    }
}
