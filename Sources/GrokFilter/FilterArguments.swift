import ProgramBasics

/// The arguments of `filter` in the forms that mail systems use; whatever else a command line may say is for the parser that
/// knows every option, and explains what is wrong with them.
package struct FilterArguments: Equatable, Sendable {
    /// `--model`.
    package private(set) var model: String?
    /// `--state`.
    package private(set) var state: String?
    /// `--false-positives` and `--false-negatives`.
    package private(set) var rates = Thresholds.Rates()
    /// `--exit-code`.
    package private(set) var hasVerdictAsStatus = false

    /// Nil where an argument is not one of these, or its value is none that will do.
    package init?(_ arguments: some Collection<String>) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            if argument == "--exit-code" {
                hasVerdictAsStatus = true
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), Self.isValue(value),
                take(value, for: parts[0])
            else { return nil }
        }
    }

    /// Where the model is; nil when only a kit can say.
    ///
    /// - Throws: ``CommandFailure`` when there is no model yet, or several participants have one.
    package func path(environment: [String: String]) throws -> String? {
        let path = try NewestModel.path(model: model, state: state, kit: nil, environment: environment)
        if path != nil || environment.setting("GROK_KIT") != nil { return path }
        return try NewestModel.only(environment: environment)
    }

    private mutating func take(_ value: String, for option: String) -> Bool {
        switch option {
        case "--model": model = value
        case "--state": state = value
        case "--false-positives": return Self.take(value, to: &rates.falsePositives)
        case "--false-negatives": return Self.take(value, to: &rates.falseNegatives)
        default: return false
        }
        return true
    }

    private static func take(_ value: String, to rate: inout Double) -> Bool {
        guard let number = Double(value), number > 0, number < 1 else { return false }
        rate = number
        return true
    }

    private static func isValue(_ text: String) -> Bool { !text.isEmpty && !text.hasPrefix("-") }
}
