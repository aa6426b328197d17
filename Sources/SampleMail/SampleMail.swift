public import Mail
import Mailboxes

/// Makes synthetic mail that looks like mail, to try Grok without anybody's: a mailbox for each participant and a
/// test set. All of it is invented, and each message says so in an `X-Synthetic:` header.
///
/// The same seed gives the same bytes, and a participant's mail does not depend on who else takes part. Spam and ham
/// share words (invoices, offers, replies), so that a filter has something to learn.
public struct SampleMail: Sendable {
    /// A file that was written.
    public struct File: Hashable, Sendable {
        /// Its path.
        public let path: String
        /// Messages by label.
        public let labels: [MailLabel: Int]
    }

    private let participants: [String]
    private let seed: UInt64
    private let messages: Int
    private let testMessages: Int

    /// Sample mail for named participants.
    ///
    /// - Parameters:
    ///   - messages: in each participant's mailbox.
    ///   - testMessages: in the test set, the participants taking turns.
    /// - Throws: `MailError.participantName` for a name that can't be a file's, is there twice, or is `test`.
    public init(participants: [String], seed: UInt64 = 0, messages: Int = 400, testMessages: Int = 300) throws {
        try ParticipantNames.check(participants)
        precondition(messages >= 0 && testMessages >= 0, "a number of messages is not negative")
        (self.participants, self.seed) = (participants, seed)
        (self.messages, self.testMessages) = (messages, testMessages)
    }

    /// Writes `<name>.mbox` for each participant and `test.mbox`.
    ///
    /// - Parameter folder: created if need be; files of the same names in it are replaced.
    /// - Throws: `MailError.unwritable`.
    public func write(into folder: String) throws -> [File] {
        try Folder.create(folder)
        let files =
            participants.indices.map { (participants[$0], mailbox(of: $0)) } + [(MailSplitter.testName, testSet())]
        return try files.map { name, messages in
            let path = folder.hasSuffix("/") ? "\(folder)\(name).mbox" : "\(folder)/\(name).mbox"
            let writer = try MboxWriter(path: path)
            for message in messages { try writer.append(message) }
            try writer.finish()
            return File(
                path: path,
                labels: messages.reduce(into: [:]) { if let label = $1.label { $0[label, default: 0] += 1 } })
        }
    }

    /// The mail of the participant of an index, oldest first.
    public func mailbox(of index: Int) -> [OutgoingMessage] {
        messages(for: participants[index], count: messages, stream: 0)
    }

    /// Mail to all participants, none of which is in their mailboxes.
    public func testSet() -> [OutgoingMessage] {
        let shares = participants.indices.map { (testMessages + $0) / participants.count }
        return zip(participants, shares).flatMap { messages(for: $0, count: $1, stream: 1) }
            .sorted { ($0.date ?? 0, $0.messageID) < ($1.date ?? 0, $1.messageID) }
    }

    /// Some mail to a persona; streams of different numbers have nothing to do with each other.
    private func messages(for name: String, count: Int, stream: UInt64) -> [OutgoingMessage] {
        let persona = Persona(name: name, seed: seed)
        var random = SplitMix64(seed: Persona.streamSeed(name, seed: seed, stream: stream))
        var mailbox = Mailbox(persona: persona, seed: seed, stream: stream)
        return (0..<count).map { _ in mailbox.next(&random) }
    }
}
