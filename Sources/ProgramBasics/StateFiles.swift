import FoundationEssentials

/// What of parties' states other programs look for, and where.
package enum StateFiles {
    /// In a participant's state directory: the model of the newest round that it verified.
    package static let newestModel = "model.safetensors"
    /// The one of its models that erred least by the totals of verified rounds.
    package static let bestModel = "best.safetensors"

    /// Where the states of all federations are, unless told otherwise: a folder each, and in it one for each party.
    ///
    /// `$XDG_STATE_HOME/grok`; without the variable, or when it holds a relative path, `~/.local/state` takes its place,
    /// as the XDG Base Directory Specification says.
    package static func root(environment: [String: String]) -> String {
        let home = environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path
        let base = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/state"
        return "\(base)/grok"
    }
}
