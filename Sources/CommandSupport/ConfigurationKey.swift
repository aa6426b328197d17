/// A setting: how it is called in the file (`log-format`), as a flag (`--log-format`) and in the environment
/// (`GROK_LOG_FORMAT`), and what it may be.
package struct ConfigurationKey: Sendable {
    /// What a setting may be.
    package enum Kind: Sendable {
        /// `HOST:PORT`.
        case address
        /// One of these words.
        case choice([String])
        /// A whole number.
        case integer(ClosedRange<Int>)
        /// Several texts; in the environment separated by commas.
        case list
        /// A number.
        case number(ClosedRange<Double>)
        /// Any text but an empty one.
        case text
    }

    /// The name in the file.
    package let name: String
    /// What it may be.
    package let kind: Kind
    /// What it is when nobody says otherwise; nil when it is then absent.
    package let defaultValue: ConfigurationValue?
    /// One line that says what it does.
    package let help: String

    /// - Precondition: the default is one that the kind allows.
    package init(_ name: String, _ kind: Kind, default defaultText: String? = nil, help: String) {
        self.name = name
        self.kind = kind
        self.help = help
        defaultValue = defaultText.map { text in
            guard let value = ConfigurationValue(text, kind: kind) else {
                preconditionFailure("the default of \(name) is \(text), which is not \(kind.expectation)")
            }
            return value
        }
    }

    /// The name in the environment.
    package var variable: String {
        ConfigurationTable.variablePrefix + name.uppercased().replacing("-", with: "_")
    }
}

extension ConfigurationKey.Kind {
    /// What an error message says is expected.
    var expectation: String {
        switch self {
        case .address: "HOST:PORT"
        case .choice(let words):
            [words.dropLast().joined(separator: ", "), words.last ?? ""].filter { !$0.isEmpty }
                .joined(separator: " or ")
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .list: "a list of texts"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .text: "a text"
        }
    }
}
