import Mail

extension MailOrigin {
    /// An entry of this archive; the folders are those of the entry, then the archive's own.
    func entry(_ entryPath: String?) -> MailOrigin {
        guard let entryPath else { return self }
        var inner = self
        inner.entry = entryPath
        inner.folders = entryPath.split(separator: "/").dropLast().reversed().map(String.init).filter { $0 != "." }
        inner.folders += folders
        if inner.folders.first == "cur" { inner.flags = Maildir.flags(ofFile: inner.fileName, keywords: [:]) }
        return inner
    }

    /// A message of this mbox, which is a folder too.
    func message(_ index: Int, of mbox: String) -> MailOrigin {
        var inner = self
        inner.index = index
        inner.folders = [mbox] + folders
        return inner
    }
}
