extension ServerConfiguration {
    /// Every setting of `grok-server`, as config/grok-server.yaml explains them.
    package static let table = ConfigurationTable(
        program: "grok-server", keys: places + training + times + connections + LogSettings.keys)

    private static let places = [
        ConfigurationKey("kit", .text, help: "the server's kit"),
        ConfigurationKey("listen", .address, default: "0.0.0.0:7433", help: "address and port to listen on"),
        ConfigurationKey("admin", .address, help: "address and port of the admin page"),
        ConfigurationKey("admin-hosts", .list, help: "other names by which the admin page may be asked for"),
        ConfigurationKey("state", .text, help: "the state directory"),
        ConfigurationKey("keep-rounds", .integer(0...1_000_000), default: "0", help: "rounds to keep ciphertexts of"),
    ]

    private static let training = [
        ConfigurationKey("rounds", .integer(1...1_000_000), default: "10", help: "published rounds of the whole run"),
        ConfigurationKey(
            "stop-after", .integer(0...1_000_000), default: "0", help: "rounds without fewer errors that end the run"),
        ConfigurationKey("epochs", .integer(1...16), default: "12", help: "passes over the mail a round"),
        ConfigurationKey("batch-size", .integer(1...1024), default: "32", help: "messages a step"),
        ConfigurationKey("learning-rate", .number(0.0001...0.5), default: "0.01", help: "step size of Adam"),
    ]

    private static let times = [
        ConfigurationKey("gather-seconds", seconds(0, 86_400), default: "10", help: "wait for the rest of the roster"),
        ConfigurationKey("training-seconds", seconds(1, 604_800), default: "600", help: "deadline of a round"),
        ConfigurationKey("evaluation-seconds", seconds(1, 604_800), default: "60", help: "deadline of the evaluation"),
        ConfigurationKey("upload-seconds", seconds(1, 604_800), default: "300", help: "time for one upload"),
        ConfigurationKey("share-seconds", seconds(1, 86_400), default: "60", help: "a holder's time to decrypt"),
    ]

    private static let connections = [
        ConfigurationKey("maximum-connections", .integer(1...65_536), default: "1024", help: "connections at once"),
        ConfigurationKey(
            "maximum-unauthenticated", .integer(1...65_536), default: "64", help: "of them before their handshake"),
        ConfigurationKey(
            "maximum-unauthenticated-per-address", .integer(1...65_536), default: "16", help: "the same, an address"),
        ConfigurationKey("handshake-seconds", seconds(1, 3600), default: "10", help: "time for the handshake"),
        ConfigurationKey("idle-seconds", seconds(1, 86_400), default: "120", help: "silence that ends a connection"),
        ConfigurationKey(
            "megabytes-in-flight", .integer(1...65_536), default: "64", help: "memory for bytes under way"),
    ]

    private static func seconds(_ least: Double, _ most: Double) -> ConfigurationKey.Kind { .number(least...most) }
}
