package import Sysexits

/// Why a load could not be put on a server.
package enum SimulationError: Error, Equatable, Sendable {
    /// What was asked for cannot be.
    case argument(String)
    /// A participant left that should have stayed.
    case participantLeft(name: String, reason: String)
    /// The server's program ended; the last line that it wrote.
    case serverEnded(lastLine: String)
    /// The server's program cannot be started.
    case serverMissing(path: String, reason: String)
    /// What was waited for did not come.
    case timedOut(String)
}

extension SimulationError: ExitStatusProviding {
    /// Wrong usage, or a server that is away.
    package var exitStatus: ExitStatus {
        switch self {
        case .argument: .usage
        case .participantLeft, .timedOut: .failed
        case .serverEnded, .serverMissing: .unavailable
        }
    }
}

extension SimulationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .argument(let sentence): sentence
        case .participantLeft(let name, let reason): "\(name) left: \(reason)"
        case .serverEnded(let line): "the server ended: \(line)"
        case .serverMissing(let path, let reason):
            "\(path) cannot be started: \(reason); name the server's program with --server"
        case .timedOut(let what): "waited in vain for \(what)"
        }
    }
}
