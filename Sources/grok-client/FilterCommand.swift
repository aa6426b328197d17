import ArgumentParser
import CommandSupport
import Foundation
import GrokClient

/// Judges the message on standard input and writes it to standard output.
struct FilterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter", abstract: "Judge the message on standard input, and write it to standard output.",
        discussion: """
            Adds X-Grok-Spam (yes or no), X-Grok-Answer (spam, unsure or ham) and X-Grok-Score (the probability), and \
            takes out X-Grok- fields that came with the message; no other byte changes. The status is 0; if there is \
            no verdict the message goes out as it came, and the status is 75, by which mail systems keep it and try \
            again. With --exit-code it is 0 for spam, 1 for ham, 2 for unsure and 3 without a verdict, as bogofilter's.
            """)

    @OptionGroup var options: ModelOptions
    @Flag(help: "End with a status that says what the message is.") var exitCode = false

    func run() throws {
        throw ExitCode(status())
    }

    /// Filters with these arguments, and ends the process. That they are wrong costs no mail either.
    static func start(_ arguments: [String]) -> Never {
        // A reader that goes away is an error number of a write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            let command = try parse(arguments)
            Foundation.exit(command.status())
        } catch {
            if exitCode(for: error) == .success { exit(withError: error) }
            Console.standardError.line("grok-client: \(message(for: error))")
            try? filter.passUnchanged()
            Foundation.exit(withoutVerdict(arguments.contains("--exit-code")))
        }
    }

    private static var filter: MailFilter { MailFilter(input: STDIN_FILENO, output: STDOUT_FILENO) }

    private func status() -> Int32 {
        do {
            let verdict = try Self.filter.run { try options.classifier() }
            return exitCode ? Self.status(of: verdict.answer) : 0
        } catch {
            Console.standardError.line("grok-client: \(error)")
            return Self.withoutVerdict(exitCode)
        }
    }

    /// bogofilter(1), "RETURNS".
    private static func status(of answer: Answer) -> Int32 {
        switch answer {
        case .spam: 0
        case .ham: 1
        case .unsure: 2
        }
    }

    /// sysexits(3), EX_TEMPFAIL: the mail system is to try again; or bogofilter's status for an error.
    private static func withoutVerdict(_ isBogofilter: Bool) -> Int32 {
        isBogofilter ? 3 : 75
    }
}
