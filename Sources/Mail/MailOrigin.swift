/// Where a message was read: a file, in it perhaps an entry of an archive, in it perhaps a place in an mbox; and what
/// the place says about it.
public struct MailOrigin: Hashable, Sendable, CustomStringConvertible {
    /// The file's path.
    public let path: String
    /// The path inside the archive, where the file is one.
    public package(set) var entry: String?
    /// The place in the mbox, from 1, where it is one.
    public package(set) var index: Int?
    /// The names of the folders that hold the message, nearest first: an mbox is one, an archive is not.
    public package(set) var folders: [String]
    /// What the person who named the path says that it holds.
    public let label: MailLabel?
    /// The flags and keywords that lie beside the message, as IMAP names them.
    package var flags: [String] = []

    /// The folders of a Maildir: messages that were seen, new ones, and files that are still being delivered.
    package static let maildirParts: Set = ["cur", "new", "tmp"]

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
    package var fileName: String {
        (entry ?? path).lastPathComponent
    }

    /// The number of an Enron-Spam file, the order of its mailbox; nil in an mbox, which has an order of its own.
    public var number: Int? {
        index == nil ? EnronFile.number(inName: fileName) : nil
    }

    /// Whose mail it is, as far as the place tells: the nearest folder whose name is its own (`enron1` for
    /// `enron1/ham/…`, `bob` for `bob.mbox`), else the archive's name.
    public var owner: String {
        folders.first { SpecialFolder(named: $0) == nil && !Self.maildirParts.contains($0) }
            ?? (entry == nil ? "mail" : path.lastPathComponent.withoutExtensions)
    }
}

extension String {
    /// What follows the last slash.
    package var lastPathComponent: String {
        split(separator: "/").last.map(String.init) ?? self
    }

    /// The name up to its first dot that is not its first character: `enron1` of `enron1.tar.gz`.
    package var withoutExtensions: String {
        dropFirst().firstIndex(of: ".").map { String(self[..<$0]) } ?? self
    }
}
