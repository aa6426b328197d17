public import Mail

/// Reads mail as people keep it: mbox, Maildir, single messages, Enron-Spam folders, and folders, compressed files and
/// archives of these. One message is in memory at a time. What can't be read is counted by name, never fatal.
///
/// ```swift
/// let summary = try MailReader().read(["alice.mbox"]) { message in
///     guard let label = message.label else { return }
///     examples.append((Tokenizer().features(subject: message.subject, text: message.text), label == .spam))
/// }
/// ```
public struct MailReader: Sendable {
    /// How each message is read.
    public var parser = MessageParser()

    /// A reader with the defaults.
    public init() {}

    /// Reads everything at or under some paths, in the order given, inside a folder by name.
    ///
    /// - Parameters:
    ///   - paths: files and folders.
    ///   - progress: called every 250 messages and at the end of each file.
    ///   - onMessage: called for each message, labelled or not.
    /// - Throws: `MailError.missingPath` or `.unreadable` for a given path, before any message is read; what
    ///   `onMessage` throws.
    @discardableResult
    public func read(
        _ paths: [String],
        progress: (MailProgress) -> Void = { _ in },
        onMessage: (MailMessage) throws -> Void
    ) throws -> MailSummary {
        try read(MailPaths(paths), progress: progress, onMessage: onMessage)
    }

    /// Reads everything at or under some paths: first those that were named as spam or ham, then the others.
    ///
    /// - Throws: as above, and `MailError.namedTwice`.
    @discardableResult
    public func read(
        _ mail: MailPaths,
        progress: (MailProgress) -> Void = { _ in },
        onMessage: (MailMessage) throws -> Void
    ) throws -> MailSummary {
        let walk = try FileWalk(mail)
        return try withoutActuallyEscaping(progress) { progress in
            try withoutActuallyEscaping(onMessage) { onMessage in
                let pass = MailPass(parser: parser, walk: walk, progress: progress, onMessage: onMessage)
                return try pass.run()
            }
        }
    }
}
