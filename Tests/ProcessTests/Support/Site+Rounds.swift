import Foundation
import Testing

/// A server that listens.
struct RunningServer: Sendable {
    let process: ChildProcess
    let port: UInt16
}

extension Site {
    /// Starts the server and waits until it listens.
    ///
    /// Rounds open as soon as the minimum is connected, so that no test waits for the clock.
    func startServer(
        rounds: Int = 1, host: String = "127.0.0.1", port: UInt16 = 0, state: String = "server",
        environment: [String: String] = [:], wrapper: [String] = []
    ) async throws -> RunningServer {
        let process = try start(
            .server, serverArguments(rounds: rounds, host: host, port: port, state: state),
            environment: ["GROK_GATHER_SECONDS": "0"].merging(environment) { $1 }, wrapper: wrapper)
        let listening = try await process.event("server.listening")
        let found = try #require(listening.message.split(separator: ":").last.flatMap { UInt16($0) })
        return RunningServer(process: process, port: found)
    }

    func serverArguments(
        rounds: Int = 1, host: String = "127.0.0.1", port: UInt16 = 0, state: String = "server"
    ) -> [String] {
        ["--kit", "kits/server.kit", "--listen", "\(host):\(port)", "--state", state, "--rounds", "\(rounds)"]
    }

    /// Starts a participant.
    func startClient(
        _ name: String, port: UInt16, kit: String? = nil, state: String? = nil, wrapper: [String] = []
    ) throws -> ChildProcess {
        try start(
            .client, clientArguments(name, port: port, kit: kit, state: state), environment: ["GROK_SEED": "7"],
            wrapper: wrapper)
    }

    /// Starts several participants.
    func startClients(_ names: [String] = ["alice", "bob", "sue"], port: UInt16) throws -> [ChildProcess] {
        try names.map { try startClient($0, port: port) }
    }

    func clientArguments(
        _ name: String, port: UInt16, kit: String? = nil, state: String? = nil, data: String? = nil
    ) -> [String] {
        clientArguments(name, server: "127.0.0.1:\(port)", kit: kit, state: state, data: data)
    }

    func clientArguments(
        _ name: String, server: String, kit: String? = nil, state: String? = nil, data: String? = nil
    ) -> [String] {
        [
            "--data", data ?? "mail/\(name).mbox", "--kit", kit ?? "kits/\(name).kit", "--server", server,
            "--state", state ?? name,
        ]
    }

    /// Waits for the ends of a run that comes to its end for everybody.
    func expectFinished(
        _ clients: [ChildProcess], of server: RunningServer, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        for process in clients + [server.process] {
            try await process.event("federation.finished", sourceLocation: sourceLocation)
            let ending = await process.ending()
            #expect(ending.status == 0, "\(ending.errors.joined(separator: "\n"))", sourceLocation: sourceLocation)
            #expect(ending.complaints.isEmpty, sourceLocation: sourceLocation)
        }
    }
}

extension ChildProcess.Ending {
    /// The single line that says what is wrong.
    func expect(
        _ status: Int32, _ program: Program, _ texts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(self.status == status, "\(errors.joined(separator: "\n"))", sourceLocation: sourceLocation)
        #expect(complaints.count == 1, "\(errors.joined(separator: "\n"))", sourceLocation: sourceLocation)
        let line = complaints.first ?? ""
        #expect(line.hasPrefix("\(program.rawValue): "), "\(line)", sourceLocation: sourceLocation)
        for text in texts { #expect(line.contains(text), "\(line)", sourceLocation: sourceLocation) }
        #expect(output.isEmpty, sourceLocation: sourceLocation)
    }
}
