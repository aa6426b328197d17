/// How a program ends, by sysexits(3) where one of its codes fits.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// The work is done.
    case done = 0
    /// The work failed.
    case failed = 1
    /// The command line is wrong.
    case usage = 64
    /// The data that it was given cannot be used.
    case data = 65
    /// The server is away, or the address cannot be listened on.
    case unavailable = 69
    /// The state directory cannot be created or used.
    case stateUnusable = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// The kit cannot be used.
    case kit = 77
    /// The configuration cannot be used.
    case configuration = 78
    /// Ctrl-C: 128 and the number of SIGINT, as shells count.
    case interrupted = 130
}

/// An error that knows how the program that it reaches should end.
package protocol ExitStatusProviding: Error {
    /// The status to exit with.
    var exitStatus: ExitStatus { get }
}
