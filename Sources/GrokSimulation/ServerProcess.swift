import CommandSupport
import Foundation

/// The real server, as a process of its own on this machine.
final class ServerProcess {
    private let options: LoadOptions
    private let folder: String
    private var program: Program?
    /// The system's choice the first time, the same afterwards.
    private(set) var port: UInt16 = 0

    /// A server whose kit is `server.kit` in a folder, which keeps its state and log there.
    init(_ options: LoadOptions, folder: String) {
        self.options = options
        self.folder = folder
    }

    /// Starts it, and waits until it listens.
    ///
    /// - Throws: ``SimulationError``.
    func start() throws {
        try? FileManager.default.removeItem(atPath: addressPath)
        program = try Program(options.server, arguments, settings: settings, output: logPath)
        while port(from: addressPath) == nil {
            try check()
            usleep(5_000)
        }
        port = port(from: addressPath) ?? 0
    }

    /// Ends it without a word, as a crash does.
    func kill() {
        program?.kill()
        program = nil
    }

    /// What it has used; nil when it does not run.
    var usage: ProcessUsage? { program.flatMap { ProcessUsage(of: $0.identifier) } }

    /// - Throws: ``SimulationError/serverEnded(lastLine:)`` unless it runs.
    func check() throws {
        guard program?.isRunning == true else { throw SimulationError.serverEnded(lastLine: lastLine) }
    }

    /// The seconds of its own work in each phase of each round that has ended, as the server reports them.
    func seconds() throws -> [[String: Double]] {
        struct Round: Decodable { let serverSeconds: [String: Double]? }
        let path = "\(folder)/rounds.json"
        try Program(options.server, ["rounds", "--json", "--state", "\(folder)/state"], output: path).wait()
        return try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n")).compactMap {
            (try? JSONDecoder().decode(Round.self, from: Data($0)))?.serverSeconds
        }
    }

    private var arguments: [String] {
        [
            "--kit", "\(folder)/server.kit", "--state", "\(folder)/state", "--listen", "127.0.0.1:\(port)", "--rounds",
            "\(options.rounds)", "--log-format", "json",
        ]
    }

    /// All participants come from one address, and all of them are waited for.
    private var settings: [String: String] {
        [
            "GROK_MAXIMUM_CONNECTIONS": "\(options.participants + 64)", "GROK_MAXIMUM_UNAUTHENTICATED": "64",
            "GROK_MAXIMUM_UNAUTHENTICATED_PER_ADDRESS": "64", "GROK_GATHER_SECONDS": "86400",
            "GROK_TRAINING_SECONDS": "86400",
        ]
    }

    private var addressPath: String { "\(folder)/state/address" }
    private var logPath: String { "\(folder)/server.log" }

    private func port(from path: String) -> UInt16? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        return HostPort(text.trimmingCharacters(in: .whitespacesAndNewlines))?.port
    }

    private var lastLine: String {
        let text = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").last.map(String.init) ?? "it wrote nothing"
    }
}
