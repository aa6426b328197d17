package import CommandSupport
import Dispatch
import Federation
import Foundation
package import Logging
import Paillier
import RoundStore
import Synchronization
import Sysexits
import Transport

/// `grok-server run`, as a value: from a kit and settings to a server that runs until it is done or told to stop.
package struct ServerApplication {
    private let configuration: ServerConfiguration
    private let kit: Kit
    private let rosterFiles: RosterFiles
    /// The newest roster at the start.
    private let roster: SignedDocument<Roster>
    private let logger: Logger
    private let directory: StateDirectory
    private let store: SQLiteServerStore

    /// Checks the kit and takes the state directory.
    ///
    /// - Throws: ``CommandFailure``, ``KitError``, ``StoreError``.
    package init(_ configuration: ServerConfiguration, logger: Logger) throws {
        self.configuration = configuration
        self.logger = logger
        guard let path = configuration.kit else {
            throw CommandFailure(.kit, "no kit is named: use --kit server.kit, as grok-provision create wrote it")
        }
        let kit = try KitFile.load(path)
        self.kit = kit
        try KitFile.naming(path) { try kit.requireServer(for: "grok-server") }
        guard kit.manifest.content.bounds.contain(configuration.hyperParameters) else {
            throw ServerConfiguration.hyperParametersOutOfBounds
        }
        if let warning = try KitFile.naming(path, { try kit.warning(at: Date()) }) {
            logger.warning("\(warning)", metadata: ["event": "kit.expiring"])
        }
        let place = configuration.state ?? StateDirectory.location(federation: kit.federation, name: nil)
        directory = try StateDirectory(at: place, federation: kit.federation, name: nil)
        rosterFiles = RosterFiles(kit: kit, at: path, state: place)
        roster = try rosterFiles.newest()
        store = try SQLiteServerStore(directory)
    }

    /// Serves until the run is over, the store fails, or a signal comes.
    ///
    /// - Parameter board: where to put up how the server stands; nil when nobody looks.
    /// - Throws: what goes wrong, as one line with its exit status.
    package func run(showingOn board: ServerBoard? = nil) throws {
        let scheme = try kit.manifest.content.scheme.makeScheme(
            values: kit.keyValues, tableBudget: ServerFederation.tableBudget)
        let federation = try ServerFederation(
            manifest: kit.manifest, roster: roster, signingKey: kit.signingKey, scheme: scheme)
        let end = ExitBox<ServerExit>()
        let runtime = try ServerRuntime(
            federation: federation, store: store, options: options, logger: logger, board: board,
            onExit: end.set)
        let rosters = try RosterWatch(
            rosterFiles, newest: roster, directory: directory, logger: logger, onChange: runtime.take)
        DescriptorLimit.raise()
        let signal = Mutex<Int32?>(nil)
        let watch = SignalWatch { number in
            signal.withLock { $0 = number }
            runtime.stop()
        }
        rosters.start()
        let port = try runtime.start(
            host: configuration.listen.host, port: configuration.listen.port,
            identity: TLSIdentity(certificate: kit.certificate, key: kit.signingKey, authority: kit.authority),
            limits: configuration.limits, admission: configuration.admission,
            budget: ByteBudget(byteCount: configuration.bytesInFlight))
        try publishAddress(port)
        let exit = withExtendedLifetime((watch, rosters)) { end.wait() }
        directory.close()
        try report(exit, interrupted: signal.withLock { $0 } == SIGINT)
    }

    /// Where the state is.
    package var statePath: String { directory.path }

    private var options: ServerOptions {
        var options = ServerOptions()
        options.rounds = configuration.rounds
        options.stopAfter = configuration.stopAfter
        options.hyperParameters = configuration.hyperParameters
        options.gatherSeconds = configuration.gatherSeconds
        options.trainingSeconds = configuration.trainingSeconds
        options.evaluationSeconds = configuration.evaluationSeconds
        options.uploadSeconds = configuration.uploadSeconds
        options.shareSeconds = configuration.shareSeconds
        options.keepRounds = configuration.keepRounds
        options.verifiers = ProcessInfo.processInfo.activeProcessorCount
        return options
    }

    /// Where the server listens, for scripts that let the system choose the port.
    private func publishAddress(_ port: UInt16) throws {
        let host = configuration.listen.host
        let address = (host.contains(":") ? "[\(host)]" : host) + ":\(port)\n"
        do {
            try Data(address.utf8).write(to: URL(filePath: "\(directory.path)/address"), options: .atomic)
        } catch {
            throw CommandFailure(
                .inputOutput, "\(directory.path)/address cannot be written: \(error.localizedDescription)")
        }
    }

    private func report(_ exit: ServerExit, interrupted: Bool) throws {
        switch exit {
        case .failed(let error): throw error
        case .finished: return
        case .gaveUp(let reason): throw CommandFailure(.failed, reason)
        case .stopped:
            logger.info("stopped; what was acknowledged is kept", metadata: ["event": "server.stopped"])
            if interrupted { throw CommandFailure(.interrupted, "interrupted") }
        }
    }
}

extension ServerConfiguration {
    static let hyperParametersOutOfBounds = CommandFailure(
        .configuration,
        "epochs, batch size or learning rate are outside the bounds of the manifest: participants would refuse")

    var limits: TransportLimits {
        var limits = TransportLimits()
        limits.handshakeDeadline = .seconds(handshakeSeconds)
        limits.idleDeadline = .seconds(idleSeconds)
        return limits
    }

    var admission: AdmissionLimits {
        var limits = AdmissionLimits()
        limits.total = maximumConnections
        limits.unauthenticated = maximumUnauthenticated
        limits.unauthenticatedFromAddress = maximumUnauthenticatedPerAddress
        return limits
    }
}
