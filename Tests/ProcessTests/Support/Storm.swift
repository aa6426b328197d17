import Foundation
import Synchronization
import Testing

/// A run of a few rounds in which everybody is killed again and again, where and when a seed decides, and then one more
/// round in peace.
final class Storm: Sendable {
    private static let rounds = 3
    private static let clients = ["alice", "bob", "sue"]

    private let site: Site
    private let what: String
    private let port: UInt16
    private let blows: [String: [Blow]]
    private let state = Mutex((isOver: false, running: [String: ChildProcess]()))

    init(_ site: Site, seed: UInt64) throws {
        self.site = site
        what = "GROK_KILL_SEED=\(seed) GROK_KILLS=1"
        port = try site.reservePort()
        var draws = SeededDraws(seed: seed)
        var blows = ["server": (0..<4).map { _ in Blow.server(&draws) }]
        for name in Self.clients { blows[name] = (0..<2).map { _ in Blow.client(&draws) } }
        self.blows = blows
    }

    /// - Returns: how many times a process was killed.
    func run() async throws -> Int {
        let kills = try await withThrowingTaskGroup(of: Int.self) { group in
            for name in ["server"] + Self.clients { group.addTask { try await self.live(name) } }
            return try await group.reduce(0, +)
        }
        let server = try site.startCrashingServer(rounds: Self.rounds + 1, port: port, environment: [:])
        let clients = try site.startClients(Self.clients, port: port)
        for client in clients { try await client.event("federation.finished") }
        try await site.expectGoodEnd(of: clients, server: server, besides: [], after: what)
        return kills
    }

    /// One life after the other, each but the last with its blow, until the run is over.
    private func live(_ name: String) async throws -> Int {
        var kills = 0
        for blow in (blows[name] ?? []).map(Optional.some) + [nil] {
            guard let process = try start(name, blow) else { break }
            if case .line(let count) = blow { await process.kill(afterLines: count) }
            let ending = await process.ending()
            site.expectNoAccusations(in: ending, after: what)
            guard ending.status == -SIGKILL else {
                #expect(ending.status == 0, "\(what): \(name)\n\(ending.errors.joined(separator: "\n"))")
                break
            }
            kills += 1
        }
        if name == "server" { end() }
        return kills
    }

    private func start(_ name: String, _ blow: Blow?) throws -> ChildProcess? {
        try state.withLock { state in
            guard !state.isOver else { return nil }
            let environment = blow?.environment ?? [:]
            let process =
                name == "server"
                ? try site.startCrashingServer(rounds: Self.rounds, port: port, environment: environment)
                : try site.start(
                    .client, site.clientArguments(name, port: port),
                    environment: ["GROK_SEED": "7"].merging(environment) { $1 })
            state.running[name] = process
            return process
        }
    }

    /// The server has told the end: clients that have not heard it are killed where they are.
    private func end() {
        state.withLock { state in
            state.isOver = true
            for process in state.running.values { process.send(SIGKILL) }
        }
    }
}

extension ChildProcess {
    /// Kills it when it has written so many lines of its log.
    fileprivate func kill(afterLines count: Int) async {
        var seen = 0
        _ = await errors.first { _ in
            seen += 1
            return seen >= count
        }
        send(SIGKILL)
    }
}
