package import Federation

/// The settings of `grok-server`.
package struct ServerConfiguration: Sendable {
    /// The server's kit; nil when nobody named one.
    package let kit: String?
    /// Where it listens.
    package let listen: HostPort
    /// Where the admin page is; nil for none.
    package let admin: HostPort?
    /// Other names of this host by which the admin page may be asked for.
    package let adminHosts: [String]
    /// The state directory; nil for the usual place.
    package let state: String?
    /// Published rounds after which the federation is finished.
    package let rounds: Int
    /// Published rounds without fewer errors after which it is finished earlier, 0 for never.
    package let stopAfter: Int
    /// How participants train.
    package let hyperParameters: HyperParameters
    /// Seconds to wait for the rest of the roster once the minimum is connected.
    package let gatherSeconds: Double
    /// Seconds from the opening of a training round to its deadline.
    package let trainingSeconds: Double
    /// Seconds from the opening of the final evaluation to its deadline.
    package let evaluationSeconds: Double
    /// Seconds from the beginning of an upload to its end.
    package let uploadSeconds: Double
    /// Seconds a holder has to answer before another is asked too.
    package let shareSeconds: Double
    /// Published rounds whose ciphertexts are kept.
    package let keepRounds: Int
    /// Connections at once, in all.
    package let maximumConnections: Int
    /// Connections at once that have not shown who they are, in all.
    package let maximumUnauthenticated: Int
    /// The same from one address.
    package let maximumUnauthenticatedPerAddress: Int
    /// Seconds that a connection has to show who it is.
    package let handshakeSeconds: Double
    /// Seconds without a byte after which a connection is closed.
    package let idleSeconds: Double
    /// Bytes that may be in memory on their way over all connections.
    package let bytesInFlight: Int
    /// How it logs.
    package let log: LogSettings
    /// What is odd about the settings, but no error.
    package let warnings: [String]

    /// The configuration by flags over environment over file over defaults.
    ///
    /// - Throws: ``CommandError``.
    package static func load(
        flags: [String: String] = [:], environment: [String: String], file: String? = nil
    ) throws -> ServerConfiguration {
        try ServerConfiguration(Settings(table, flags: flags, environment: environment, file: file))
    }

    private init(_ settings: Settings) throws {
        guard let listen = HostPort(try settings.text("listen")) else {
            preconditionFailure("the table allows only addresses")
        }
        self.listen = listen
        kit = settings.optionalText("kit")
        admin = settings.optionalText("admin").flatMap { HostPort($0) }
        adminHosts = settings.list("admin-hosts")
        state = settings.optionalText("state")
        rounds = try settings.integer("rounds")
        stopAfter = try settings.integer("stop-after")
        hyperParameters = HyperParameters(
            epochs: try settings.integer("epochs"), batchSize: try settings.integer("batch-size"),
            learningRate: try settings.number("learning-rate"))
        gatherSeconds = try settings.number("gather-seconds")
        trainingSeconds = try settings.number("training-seconds")
        evaluationSeconds = try settings.number("evaluation-seconds")
        uploadSeconds = try settings.number("upload-seconds")
        shareSeconds = try settings.number("share-seconds")
        keepRounds = try settings.integer("keep-rounds")
        maximumConnections = try settings.integer("maximum-connections")
        maximumUnauthenticated = try settings.integer("maximum-unauthenticated")
        maximumUnauthenticatedPerAddress = try settings.integer("maximum-unauthenticated-per-address")
        handshakeSeconds = try settings.number("handshake-seconds")
        idleSeconds = try settings.number("idle-seconds")
        bytesInFlight = try settings.integer("megabytes-in-flight") << 20
        log = try LogSettings(settings)
        warnings = settings.warnings
    }
}
