/// The mail that a person names, and what the person says it is.
public struct MailPaths: Hashable, Sendable {
    /// Files and folders; what is in them says itself what it is, or does not.
    public var data: [String]
    /// Files and folders of spam, whatever else says otherwise.
    public var spam: [String]
    /// Files and folders of ham, whatever else says otherwise.
    public var ham: [String]

    /// These paths. A file that several of them hold is read once: as what the nearest of `spam` and `ham` says.
    public init(_ data: [String] = [], spam: [String] = [], ham: [String] = []) {
        (self.data, self.spam, self.ham) = (data, spam, ham)
    }

    /// All of them.
    public var all: [String] { data + spam + ham }
}
