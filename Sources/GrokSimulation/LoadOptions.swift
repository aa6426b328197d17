import Sysexits

/// What is put on a server.
package struct LoadOptions: Sendable {
    /// How many take part, all of them at once.
    package var participants = 1000
    /// Training rounds.
    package var rounds = 1
    /// Rows of the model, each a parameter; the bias is one more.
    package var parameters = 1 << 16
    /// Bits of the key; fewer than 2048 make a key that can be broken, which is enough to try the command.
    package var keyBits = 3072
    /// Whether it ends once all are connected.
    package var connectOnly = false
    /// Seconds that the server is away, once all are connected; nil when it stays.
    package var outageSeconds: Double?
    /// Where the server's program is.
    package var server: String

    /// The defaults, and a server.
    package init(server: String) { self.server = server }

    /// - Throws: ``SimulationError/argument(_:)``.
    package func validate() throws {
        // The codec has room for no more.
        try require((3...4096).contains(participants), "--participants is \(participants); it must be 3 to 4096")
        try require((1...1000).contains(rounds), "--rounds is \(rounds); it must be 1 to 1000")
        try require(
            (64...1 << 20).contains(parameters), "--parameters is \(parameters); it must be 64 to \(1 << 20)")
        if let outageSeconds {
            try require((0.1...3600).contains(outageSeconds), "--outage is \(outageSeconds); it must be 0.1 to 3600")
        }
    }

    private func require(_ condition: Bool, _ sentence: String) throws {
        guard condition else { throw SimulationError.argument(sentence) }
    }
}
