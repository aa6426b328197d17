package import Federation
import Foundation

extension StateDirectory {
    /// Where a party keeps its state unless told otherwise: `$XDG_STATE_HOME/grok/<federation>/<server or participant>`.
    ///
    /// Without the variable, or when it holds a relative path, `~/.local/state` takes its place, as the XDG Base
    /// Directory Specification says.
    ///
    /// - Parameter name: the participant; nil for the server.
    package static func location(
        federation: PartyName, name: PartyName?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        "\(root(environment: environment))/\(federation)/\(name?.text ?? "server")"
    }

    /// Where the states of all federations are, unless told otherwise: a folder each, and in it one for each party.
    package static func root(environment: [String: String]) -> String {
        let home = environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path
        let base = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/state"
        return "\(base)/grok"
    }

    /// The name of an owner: the URI that its certificate has, so that a participant called `server` is no server.
    static func owner(federation: PartyName, name: PartyName?) -> String {
        "grok://\(federation)/\(name.map { "participant/\($0)" } ?? "server")"
    }
}
