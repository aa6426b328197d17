import Configuration

/// The settings of one start of a program: flags over environment over file over defaults.
package struct Settings: Sendable {
    /// What is odd, but no error: one line each.
    package let warnings: [String]
    private let table: ConfigurationTable
    private let reader: ConfigReader

    /// - Parameters:
    ///   - flags: what the command line said, by the names of the keys; a list's texts separated by commas.
    ///   - lists: lists of the command line whose texts may contain commas.
    ///   - file: the configuration file; without it the one that `$GROK_CONFIG` names.
    /// - Throws: ``CommandError``: what is unknown or of the wrong kind, and where it stands.
    package init(
        _ table: ConfigurationTable, flags: [String: String] = [:], lists: [String: [String]] = [:],
        environment: [String: String], file: String? = nil
    ) throws {
        self.table = table
        var layers = [Self.provider("command line", try Self.values(of: table, flags: flags, lists: lists))]
        layers.append(Self.provider("environment", try Self.values(of: table, environment: environment)))
        if let path = file ?? environment[ConfigurationTable.fileVariable], !path.isEmpty {
            layers.append(Self.provider(path, try ConfigurationFile(path: path, table: table).values()))
        }
        let defaults = table.keys.compactMap { key in key.defaultValue.map { (key.name, $0) } }
        layers.append(Self.provider("defaults", Dictionary(uniqueKeysWithValues: defaults)))
        reader = ConfigReader(providers: layers)
        warnings = table.warnings(of: environment)
    }

    /// A whole number that has a default.
    package func integer(_ name: String) throws -> Int { try reader.requiredInt(forKey: key(name)) }

    /// A number that has a default.
    package func number(_ name: String) throws -> Double { try reader.requiredDouble(forKey: key(name)) }

    /// A text that has a default.
    package func text(_ name: String) throws -> String { try reader.requiredString(forKey: key(name)) }

    /// A text, nil when nobody set it.
    package func optionalText(_ name: String) -> String? { reader.string(forKey: key(name)) }

    /// A whole number, nil when nobody set it.
    package func optionalInteger(_ name: String) -> Int? { reader.int(forKey: key(name)) }

    /// Texts, empty when nobody set them.
    package func list(_ name: String) -> [String] { reader.stringArray(forKey: key(name), default: []) }

    private func key(_ name: String) -> ConfigKey {
        precondition(table.key(named: name) != nil, "\(name) is not among the settings of \(table.program)")
        return ConfigKey([name])
    }

    private static func provider(_ name: String, _ values: [String: ConfigurationValue]) -> InMemoryProvider {
        let pairs = values.map { (AbsoluteConfigKey([$0.key]), $0.value.content) }
        return InMemoryProvider(name: name, values: Dictionary(uniqueKeysWithValues: pairs))
    }

    private static func values(
        of table: ConfigurationTable, flags: [String: String], lists: [String: [String]]
    ) throws -> [String: ConfigurationValue] {
        var values: [String: ConfigurationValue] = [:]
        for (name, text) in flags {
            guard let key = table.key(named: name) else {
                preconditionFailure("--\(name) is not among the settings of \(table.program)")
            }
            values[name] = try value(text, of: key, source: "--\(name)")
        }
        for (name, texts) in lists where !texts.isEmpty {
            guard let value = ConfigurationValue(list: texts) else {
                throw CommandError.configurationValue(source: "--\(name)", found: "", expected: "a text")
            }
            values[name] = value
        }
        return values
    }

    /// An empty variable is one that is not set: shells and service files have no other way to take one back.
    private static func values(
        of table: ConfigurationTable, environment: [String: String]
    ) throws -> [String: ConfigurationValue] {
        var values: [String: ConfigurationValue] = [:]
        for key in table.keys {
            guard let text = environment[key.variable], !text.isEmpty else { continue }
            values[key.name] = try value(text, of: key, source: key.variable)
        }
        return values
    }

    private static func value(_ text: String, of key: ConfigurationKey, source: String) throws -> ConfigurationValue {
        guard let value = ConfigurationValue(text, kind: key.kind) else {
            throw CommandError.configurationValue(source: source, found: text, expected: key.kind.expectation)
        }
        return value
    }
}
