/// How log lines look.
package enum LogFormat: String, Sendable, CaseIterable {
    /// Text on a terminal, JSON elsewhere.
    case auto
    /// For people.
    case text
    /// For programs: one object a line.
    case json

    /// The format on `console`: never ``auto``.
    func resolved(on console: Console) -> LogFormat {
        switch self {
        case .auto: console.isTerminal ? .text : .json
        case .json, .text: self
        }
    }
}
