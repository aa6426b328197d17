import Glibc
import ProgramBasics

/// A filter as a process: standard input to standard output, and a status that mail systems understand.
package struct FilterRun: Sendable {
    /// Whether the status says what the message is, as bogofilter's does.
    package let hasVerdictAsStatus: Bool

    /// - Parameter hasVerdictAsStatus: whether the status says what the message is.
    package init(hasVerdictAsStatus: Bool) {
        self.hasVerdictAsStatus = hasVerdictAsStatus
    }

    private var filter: MailFilter { MailFilter(input: STDIN_FILENO, output: STDOUT_FILENO) }

    /// Filters the message; without a verdict it comes out as it is, with a line on standard error.
    ///
    /// - Parameter makeClassifier: called once the message is there.
    /// - Returns: the status to exit with.
    package func status(_ makeClassifier: () throws -> Classifier) -> Int32 {
        Self.ignoreClosedPipes()
        do {
            let verdict = try filter.run(makeClassifier)
            return hasVerdictAsStatus ? Self.status(of: verdict.answer) : 0
        } catch {
            return withoutVerdict("\(error)")
        }
    }

    /// Hands the message on as it is, since there is no way to judge it.
    ///
    /// - Returns: the status to exit with.
    package func passUnchanged(because reason: String) -> Int32 {
        Self.ignoreClosedPipes()
        let status = withoutVerdict(reason)
        try? filter.passUnchanged()
        return status
    }

    /// A reader that goes away is an error number of a write, not the end of the process.
    private static func ignoreClosedPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// sysexits(3), EX_TEMPFAIL: the mail system is to try again; or bogofilter's status for an error.
    private func withoutVerdict(_ reason: String) -> Int32 {
        DescriptorOutput.write("grok-client: \(reason)\n", to: STDERR_FILENO)
        return hasVerdictAsStatus ? 3 : 75
    }

    /// bogofilter(1), "RETURNS".
    private static func status(of answer: Answer) -> Int32 {
        switch answer {
        case .spam: 0
        case .ham: 1
        case .unsure: 2
        }
    }
}
