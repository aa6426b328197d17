import CommandSupport
import Sysexits
import Transport

extension Endpoint {
    /// What a failed connection means to the one who started the program.
    func failure(_ error: TransportError) -> CommandFailure {
        guard error.exitStatus == .kit else { return CommandFailure(error) }
        return CommandFailure(
            .kit,
            "the server at \(host):\(port) and this kit do not belong together: \(error); check --kit and --server, or "
                + "ask whoever provisioned the federation")
    }
}
