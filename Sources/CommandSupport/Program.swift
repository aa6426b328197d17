package import ArgumentParser
import Foundation
import Primitives
import Sysexits

/// Runs a command as a process: every failure is one line on standard error and a status.
package enum Program {
    /// Parses the arguments, runs the command and exits.
    package static func run<Root: ParsableCommand>(_ root: Root.Type, arguments: [String]? = nil) -> Never {
        OpenSSL.surviveExit()
        let command: any ParsableCommand
        do {
            command = try root.parseAsRoot(arguments)
        } catch {
            refuse(error, of: root, arguments: arguments ?? Array(CommandLine.arguments.dropFirst()))
        }
        do {
            var command = command
            try command.run()
            try StandardOutput.finish()
        } catch {
            if isParsers(error, of: root) { refuse(error, of: root, arguments: []) }
            fail(CommandFailure(error), of: root)
        }
        exit(ExitStatus.done.rawValue)
    }

    /// Writes the failure's line after the program's name, and exits with its status.
    package static func fail<Root: ParsableCommand>(_ failure: CommandFailure, of root: Root.Type) -> Never {
        fail(failure, program: root._commandName)
    }

    /// Writes the failure's line after the program's name, and exits with its status.
    package static func fail(_ failure: CommandFailure, program: String) -> Never {
        // What the program has to say comes before why it ends, also where both go to one file.
        fflush(nil)
        Console.standardError.show(status: "")
        Console.standardError.line("\(program): \(failure.line)")
        exit(failure.exitStatus.rawValue)
    }

    /// Answers a request for help, or says in one line what is wrong with a command line.
    private static func refuse<Root: ParsableCommand>(
        _ error: any Error, of root: Root.Type, arguments: [String]
    ) -> Never {
        guard root.exitCode(for: error) == .validationFailure else { root.exit(withError: error) }
        fail(CommandFailure(.usage, UsageLine(error, of: root, arguments: arguments).description), of: root)
    }

    /// Whether the parser made the error, a request for help among them: it knows how to print it and how to end.
    private static func isParsers<Root: ParsableCommand>(_ error: any Error, of root: Root.Type) -> Bool {
        if error is any ExitStatusProviding { return false }
        return error is ExitCode || root.exitCode(for: error) != .failure
    }
}
