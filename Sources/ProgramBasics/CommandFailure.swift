package import Sysexits

/// Why a program ends early: its status and the one line that says why.
package struct CommandFailure: Error, Equatable, ExitStatusProviding, CustomStringConvertible {
    /// The status to exit with.
    package let exitStatus: ExitStatus
    /// What is wrong, where, and what to do; without the program's name.
    package let line: String

    /// A failure with its line.
    package init(_ exitStatus: ExitStatus, _ line: String) {
        self.exitStatus = exitStatus
        self.line = line
    }

    /// What any error means to the one who started the program: ``ExitStatus/failed`` unless it says otherwise.
    package init(_ error: any Error) {
        let status = (error as? any ExitStatusProviding)?.exitStatus ?? .failed
        self.init(status, PlainText.oneLine("\(error)"))
    }

    /// The line.
    package var description: String { line }
}
