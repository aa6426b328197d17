/// Where a message was read: a file, in it perhaps an entry of an archive, in it perhaps a place in an mbox.
public struct MailOrigin: Hashable, Sendable, CustomStringConvertible {
    /// The file's path.
    public let path: String
    /// The path inside the archive, where the file is one.
    public let entry: String?
    /// The place in the mbox, from 1, where it is one.
    public let index: Int?
    /// The names of the folders that hold the message, nearest first: an mbox is one, an archive is not.
    public let folders: [String]

    /// An origin of these parts.
    public init(path: String, entry: String? = nil, index: Int? = nil, folders: [String] = []) {
        self.path = path
        self.entry = entry
        self.index = index
        self.folders = folders
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

    /// Whose mail it is, as far as the place tells: the nearest folder whose name is not a label (`enron1` for
    /// `enron1/ham/…`, `bob` for `bob.mbox`), else the archive's name.
    public var owner: String {
        folders.first { LabelSource.label(ofFolder: $0) == nil }
            ?? (entry == nil ? "mail" : path.lastPathComponent.withoutExtensions)
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
