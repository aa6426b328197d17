/// Where a message was read: a file, in it perhaps an entry of an archive, in it perhaps a place in an mbox; and what
/// the place says about it.
public struct MailOrigin: Hashable, Sendable, CustomStringConvertible {
    /// The file's path.
    public let path: String
    /// The path inside the archive, where the file is one.
    public internal(set) var entry: String?
    /// The place in the mbox, from 1, where it is one.
    public internal(set) var index: Int?
    /// The names of the folders that hold the message, nearest first: an mbox is one, an archive is not.
    public internal(set) var folders: [String]
    /// What the person who named the path says that it holds.
    public let label: MailLabel?
    /// The flags and keywords that lie beside the message, as IMAP names them.
    var flags: [String] = []

    /// An origin of these parts.
    public init(
        path: String, entry: String? = nil, index: Int? = nil, folders: [String] = [], label: MailLabel? = nil
    ) {
        self.path = path
        self.entry = entry
        self.index = index
        self.folders = folders
        self.label = label
    }

    /// `mail/alice.mbox#17`, `enron1.tar.gz:enron1/ham/0001.1999-12-10.farmer.ham.txt`.
    public var description: String {
        path + (entry.map { ":" + $0 } ?? "") + (index.map { "#\($0)" } ?? "")
    }

    /// The name of the file or entry itself.
    var fileName: String {
        (entry ?? path).lastPathComponent
    }

    /// The number of an Enron-Spam file, the order of its mailbox; nil in an mbox, which has an order of its own.
    public var number: Int? {
        index == nil ? EnronFile.number(inName: fileName) : nil
    }

    /// Whose mail it is, as far as the place tells: the nearest folder whose name is its own (`enron1` for
    /// `enron1/ham/…`, `bob` for `bob.mbox`), else the archive's name.
    public var owner: String {
        folders.first { SpecialFolder(named: $0) == nil && !Maildir.parts.contains($0) }
            ?? (entry == nil ? "mail" : path.lastPathComponent.withoutExtensions)
    }

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

extension String {
    /// What follows the last slash.
    var lastPathComponent: String {
        split(separator: "/").last.map(String.init) ?? self
    }

    /// The name up to its first dot that is not its first character: `enron1` of `enron1.tar.gz`.
    var withoutExtensions: String {
        dropFirst().firstIndex(of: ".").map { String(self[..<$0]) } ?? self
    }
}
