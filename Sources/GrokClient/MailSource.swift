import CommandSupport
package import Federation
package import Logging
import Mail
package import Mailboxes
import Synchronization
import Sysexits

/// A participant's mailboxes, which grow: they are read again before a round if their files have changed since.
///
/// What cannot be read then does not end anything: the participant goes on with what it has read before, and says so once.
package final class MailSource: ExampleSource {
    private struct State {
        var data: ParticipantData
        /// Of the files when they were read last, whether or not that was of use.
        var fingerprint: MailFingerprint
        /// What the rounds on the newest base model were given.
        var used: UsedExamples?
        /// Files that could not be read when `data` was.
        var unreadable: Int
        /// What is wrong at the moment, as was said.
        var trouble: String?
    }

    private let mail: MailPaths
    private let specification: ModelSpecification
    private let heldOutPercent: Int
    private let logger: Logger
    private let progress: @Sendable (MailProgress) -> Void
    private let state: Mutex<State>

    /// Reads the mail for the first time.
    ///
    /// - Throws: what the mail reader throws; ``CommandFailure`` when there is nothing to learn from.
    package init(
        _ mail: MailPaths, specification: ModelSpecification, heldOutPercent: Int, logger: Logger,
        progress: @escaping @Sendable (MailProgress) -> Void = { _ in }
    ) throws {
        (self.mail, self.specification, self.heldOutPercent) = (mail, specification, heldOutPercent)
        (self.logger, self.progress) = (logger, progress)
        // Before the files are read: what changes meanwhile is read again.
        let fingerprint = try MailFingerprint(mail)
        let read = try LabelledMail(mail, specification: specification, progress: progress)
        let data = ParticipantData(read, heldOutPercent: heldOutPercent)
        guard !data.training.isEmpty else {
            let advice = read.summary.messages > 0 ? MailInventory.howToLabel : MailInventory.readable
            throw CommandFailure(.data, "no labelled mail in \(PathList(mail.all)): \(read.summary); \(advice)")
        }
        state = Mutex(State(data: data, fingerprint: fingerprint, unreadable: read.unreadable))
        Self.report(read, data, to: logger)
    }

    /// Nobody else waits for the lock: rounds are prepared for one after the other.
    package func examples(for announcement: RoundAnnouncement) -> ParticipantData {
        state.withLock { state in
            if let settled = state.used?.data(for: announcement) { return settled }
            do { try refresh(&state) } catch { warn("\(error)", &state) }
            let used = UsedExamples(for: announcement, newest: state.data, after: state.used)
            state.used = used
            return used.data(for: announcement) ?? state.data
        }
    }

    private func refresh(_ state: inout State) throws {
        let fingerprint = try MailFingerprint(mail)
        guard fingerprint != state.fingerprint else {
            state.trouble = nil
            return
        }
        let read = try LabelledMail(mail, specification: specification, progress: progress)
        let data = ParticipantData(read, heldOutPercent: heldOutPercent)
        state.fingerprint = fingerprint
        if let objection = objection(to: data, of: read, after: state) { return warn(objection, &state) }
        (state.data, state.unreadable, state.trouble) = (data, read.unreadable, nil)
        Self.report(read, data, to: logger)
    }

    /// Mail that its owner has deleted is gone; mail that cannot be read at the moment is not.
    private func objection(to data: ParticipantData, of read: LabelledMail, after state: State) -> String? {
        if data.training.isEmpty { return "no labelled mail is left: \(read.summary)" }
        let isLess = data.count < state.data.count && read.unreadable > state.unreadable
        return isLess ? "some of the mail cannot be read: \(read.summary)" : nil
    }

    private func warn(_ trouble: String, _ state: inout State) {
        guard trouble != state.trouble else { return }
        state.trouble = trouble
        logger.event("mail.unreadable", level: .warning, "\(trouble); going on with what was read before")
    }

    private static func report(_ read: LabelledMail, _ data: ParticipantData, to logger: Logger) {
        let copies = read.census.duplicates > 0 ? "; \(read.census.duplicates) copies left out" : ""
        logger.event(
            "mail.read",
            "\(read.summary)\(copies); training on \(data.training.count), measuring on \(data.heldOut.count)")
    }
}

extension LabelledMail {
    /// Files that could not be read.
    fileprivate var unreadable: Int { summary.skipped[.unreadable, default: 0] }
}

extension ParticipantData {
    fileprivate var count: Int { training.count + heldOut.count }
}
