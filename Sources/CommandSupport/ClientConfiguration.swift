/// The settings of `grok-client`.
package struct ClientConfiguration: Sendable {
    /// The participant's kit; nil when nobody named one.
    package let kit: String?
    /// The participant's mail.
    package let data: [String]
    /// Mail that is spam, whatever else says otherwise.
    package let spam: [String]
    /// Mail that is ham, whatever else says otherwise.
    package let ham: [String]
    /// Where the server is; nil for the manifest's address.
    package let server: HostPort?
    /// The state directory; nil for the usual place.
    package let state: String?
    /// How much of the mail is for measuring only, in percent.
    package let heldOutPercent: Int
    /// The seed of everything random in training; nil for a random one. Encryption never depends on it.
    package let seed: UInt64?
    /// Whether it waits for more rounds when the run is over.
    package let follow: Bool
    /// How it logs.
    package let log: LogSettings
    /// What is odd about the settings, but no error.
    package let warnings: [String]

    /// The configuration by flags over environment over file over defaults.
    ///
    /// - Parameters:
    ///   - data: the mail that the command line named.
    ///   - spam: the mail that it called spam.
    ///   - ham: the mail that it called ham.
    /// - Throws: ``CommandError``.
    package static func load(
        flags: [String: String] = [:], data: [String] = [], spam: [String] = [], ham: [String] = [],
        environment: [String: String], file: String? = nil
    ) throws -> ClientConfiguration {
        let lists = ["data": data, "spam": spam, "ham": ham]
        let settings = try Settings(table, flags: flags, lists: lists, environment: environment, file: file)
        return try ClientConfiguration(settings)
    }

    private init(_ settings: Settings) throws {
        kit = settings.optionalText("kit")
        data = settings.list("data")
        spam = settings.list("spam")
        ham = settings.list("ham")
        server = settings.optionalText("server").flatMap { HostPort($0) }
        state = settings.optionalText("state")
        heldOutPercent = try settings.integer("held-out-percent")
        seed = settings.optionalInteger("seed").map { UInt64($0) }
        follow = try settings.text("follow") == "yes"
        log = try LogSettings(settings)
        warnings = settings.warnings
    }
}

extension ClientConfiguration {
    /// Every setting of `grok-client`, as config/grok-client.yaml explains them.
    package static let table = ConfigurationTable(
        program: "grok-client",
        keys: [
            ConfigurationKey("kit", .text, help: "the participant's kit"),
            ConfigurationKey("data", .list, help: "the participant's mail"),
            ConfigurationKey("spam", .list, help: "mail that is spam, whatever else says otherwise"),
            ConfigurationKey("ham", .list, help: "mail that is ham, whatever else says otherwise"),
            ConfigurationKey("server", .address, help: "address and port of the server"),
            ConfigurationKey("state", .text, help: "the state directory"),
            ConfigurationKey("held-out-percent", .integer(0...50), default: "10", help: "mail for measuring only"),
            ConfigurationKey("seed", .integer(0...Int.max), help: "seed of the training"),
            ConfigurationKey("follow", .choice(["no", "yes"]), default: "no", help: "wait for more rounds at the end"),
        ] + LogSettings.keys)
}
