import Mail
import Primitives

/// What can be seen of mail without reading it: which files there are, and size, times and numbers of each.
///
/// Equal fingerprints mean that nothing has changed, as far as the file system tells.
public struct MailFingerprint: Hashable, Sendable {
    private let digest: Digest

    /// Looks at everything at or under some paths.
    ///
    /// - Throws: `MailError.missingPath`, `.namedTwice` or `.unreadable` for a given path.
    public init(_ mail: MailPaths) throws {
        let walk = try FileWalk(mail)
        var hash = TaggedHash("grok/v1/mail-files")
        for file in walk.files {
            hash.append(file.origin.path)
            for number in file.stamp.numbers { hash.append(u64: number) }
        }
        for (origin, reason) in walk.skipped {
            hash.append(origin.path)
            hash.append(reason.rawValue)
        }
        digest = hash.finish()
    }
}
