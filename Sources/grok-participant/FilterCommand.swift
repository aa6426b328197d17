import ArgumentParser
import Foundation
import GrokFilter

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
        throw ExitCode(FilterRun(hasVerdictAsStatus: exitCode).status { try options.classifier() })
    }

    /// Filters with these arguments, and ends the process. That they are wrong costs no mail either.
    static func start(_ arguments: [String]) -> Never {
        do {
            let command = try parse(arguments)
            let run = FilterRun(hasVerdictAsStatus: command.exitCode)
            Foundation.exit(run.status { try command.options.classifier() })
        } catch {
            if exitCode(for: error) == .success { exit(withError: error) }
            let run = FilterRun(hasVerdictAsStatus: arguments.contains("--exit-code"))
            Foundation.exit(run.passUnchanged(because: message(for: error)))
        }
    }
}
