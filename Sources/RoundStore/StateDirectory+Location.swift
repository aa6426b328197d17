package import Federation
import Foundation
import ProgramBasics

extension StateDirectory {
    /// Where a party keeps its state unless told otherwise: `$XDG_STATE_HOME/grok/<federation>/<server or participant>`.
    ///
    /// - Parameter name: the participant; nil for the server.
    package static func location(
        federation: PartyName, name: PartyName?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        "\(StateFiles.root(environment: environment))/\(federation)/\(name?.text ?? "server")"
    }

    /// The name of an owner: the URI that its certificate has, so that a participant called `server` is no server.
    static func owner(federation: PartyName, name: PartyName?) -> String {
        "grok://\(federation)/\(name.map { "participant/\($0)" } ?? server)"
    }

    /// Whether an owner of this name is a server.
    static func isServer(_ owner: String) -> Bool {
        owner.split(separator: "/").dropFirst(2).elementsEqual([server[...]])
    }

    private static let server = "server"
}
