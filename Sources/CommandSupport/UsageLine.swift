import ArgumentParser

/// What is wrong with a command line, in one line: the parser's own words take several, most of them the usage.
struct UsageLine: CustomStringConvertible {
    /// `unknown option '--dta'. Did you mean '--data'? (see grok-client train --help)`.
    let description: String

    /// The line for an error of the parser.
    init<Root: ParsableCommand>(_ error: any Error, of root: Root.Type, arguments: [String]) {
        let reason = Self.mistypedCommand(arguments.first, of: root) ?? Self.sentence(root.message(for: error))
        description = "\(reason) (see \(Self.help(root.fullMessage(for: error)) ?? "\(root._commandName) --help"))"
    }

    /// Programs with a default command take a mistyped one for its argument.
    private static func mistypedCommand<Root: ParsableCommand>(_ first: String?, of root: Root.Type) -> String? {
        let commands = root.configuration.subcommands.map { $0._commandName }
        guard let first, !first.hasPrefix("-"), !commands.contains(first),
            let nearest = EditDistance.nearest(to: first, among: commands)
        else { return nil }
        return "there is no command \(first); is \(nearest) meant?"
    }

    /// The parser begins with a capital, and an option's name in it is left as it is.
    private static func sentence(_ message: String) -> String {
        message.prefix(1).lowercased() + message.dropFirst()
    }

    /// The command whose help the parser recommends.
    private static func help(_ fullMessage: String) -> String? {
        fullMessage.firstMatch(of: /See '(.+)' for more information/).map { String($0.1) }
    }
}
