import Configuration

/// A setting that was read as its key's kind demands.
package enum ConfigurationValue: Equatable, Sendable {
    case integer(Int)
    case list([String])
    case number(Double)
    case text(String)

    /// - Returns: nil when `text` is not of this kind. A comma separates the texts of a list.
    init?(_ text: String, kind: ConfigurationKey.Kind) {
        switch kind {
        case .address:
            guard HostPort(text) != nil else { return nil }
            self = .text(text)
        case .choice(let words):
            guard words.contains(text) else { return nil }
            self = .text(text)
        case .integer(let range):
            guard let number = Int(text), range.contains(number) else { return nil }
            self = .integer(number)
        case .list:
            self.init(list: text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        case .number(let range):
            guard let number = Double(text), range.contains(number) else { return nil }
            self = .number(number)
        case .text:
            guard !text.isEmpty else { return nil }
            self = .text(text)
        }
    }

    /// - Returns: nil when one of the texts is empty.
    init?(list: [String]) {
        guard list.allSatisfy({ !$0.isEmpty }) else { return nil }
        self = .list(list)
    }

    /// The value in the terms of swift-configuration.
    var content: ConfigValue {
        switch self {
        case .integer(let number): ConfigValue(.int(number), isSecret: false)
        case .list(let texts): ConfigValue(.stringArray(texts), isSecret: false)
        case .number(let number): ConfigValue(.double(number), isSecret: false)
        case .text(let text): ConfigValue(.string(text), isSecret: false)
        }
    }
}
