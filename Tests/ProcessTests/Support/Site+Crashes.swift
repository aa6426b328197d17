import Foundation
import Testing

/// Who crashes.
enum Victim: String, CaseIterable {
    case server, alice
}

extension Site {
    /// What says in a log that somebody did not keep to what was said before, or did not believe another.
    private static let accusations: Set = [
        "commit.contradicted", "commit.refused", "contribution.refused", "evidence.saved", "round.refused",
        "server.distrusted", "share.refused", "transcript.refused",
    ]

    /// Starts the server, of which a test does not wait that it listens; ciphertexts are kept, to be added up again.
    func startCrashingServer(
        rounds: Int, port: UInt16, environment: [String: String]
    ) throws -> ChildProcess {
        let settings = ["GROK_GATHER_SECONDS": "0", "GROK_KEEP_ROUNDS": "100"]
        return try start(
            .server, serverArguments(rounds: rounds, port: port), environment: settings.merging(environment) { $1 })
    }

    /// The places that a victim comes to in a run of one round, in the order in which it first does.
    func faultPoints(of victim: Victim) async throws -> [String] {
        let port = try reservePort()
        let watched = ["GROK_FAULT_POINTS": "\(path)/points"]
        let server = try startCrashingServer(rounds: 1, port: port, environment: victim == .server ? watched : [:])
        let alice = try start(
            .client, clientArguments("alice", port: port), environment: victim == .alice ? watched : [:])
        for process in try [alice] + startClients(["bob", "sue"], port: port) + [server] {
            let ending = await process.ending()
            #expect(ending.status == 0, "\(ending.errors.joined(separator: "\n"))")
        }
        return try String(decoding: read("points"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// A run of one round in which a victim is killed once and started again, which nobody may notice in what comes of the
    /// round.
    func crash(_ victim: Victim, _ blow: Blow) async throws {
        let point = "\(blow)"
        let port = try reservePort()
        let server = try startCrashingServer(
            rounds: 1, port: port, environment: victim == .server ? blow.environment : [:])
        let alice = try start(
            .client, clientArguments("alice", port: port), environment: victim == .alice ? blow.environment : [:])
        let others = try startClients(["bob", "sue"], port: port)
        let killed = victim == .server ? server : alice
        let ending = await killed.ending()
        #expect(ending.status == -SIGKILL, "\(point) of \(victim)\n\(ending.errors.joined(separator: "\n"))")
        switch victim {
        case .server:
            let again = try startCrashingServer(rounds: 1, port: port, environment: [:])
            try await expectGoodEnd(of: [alice] + others, server: again, besides: [killed], after: point)
        case .alice:
            let again = try startClient("alice", port: port)
            // Who has heard the end before it crashed may come back when the server has left.
            let last = await again.errors.first { line in
                ["federation.finished", "server.away"].contains(LogLine(line)?.event)
            }
            if last.flatMap(LogLine.init)?.event == "server.away" {
                #expect(await server.ending().status == 0)
                again.send(SIGTERM)
            }
            try await expectGoodEnd(of: [again] + others, server: server, besides: [killed], after: point)
        }
    }

    /// Everybody ends in order, nobody accuses anybody, and all that was published holds when it is computed again from
    /// the ciphertexts.
    func expectGoodEnd(
        of clients: [ChildProcess], server: ChildProcess, besides killed: [ChildProcess], after what: String
    ) async throws {
        for process in clients + [server] + killed {
            let ending = await process.ending()
            let log = "\(what)\n\(ending.errors.joined(separator: "\n"))"
            if !killed.contains(where: { $0 === process }) { #expect(ending.status == 0, "\(log)") }
            expectNoAccusations(in: ending, after: what)
        }
        try await expectVerified(after: what)
    }

    func expectNoAccusations(in ending: ChildProcess.Ending, after what: String) {
        let lines = ending.errors.compactMap(LogLine.init)
        #expect(
            !lines.contains { $0.level == "error" || Self.accusations.contains($0.event) },
            "\(what)\n\(ending.errors.joined(separator: "\n"))")
    }

    /// Server and clients have kept the same rounds, without a gap, and they hold.
    func expectVerified(after what: String) async throws {
        let own = try await run(.server, ["verify", "--kit", "kits/server.kit", "--state", "server"])
        #expect(own.status == 0, "\(what)\n\((own.output + own.errors).joined(separator: "\n"))")
        let states = ["alice", "bob", "sue", "server"].map { "\($0)/blobs/transcripts" }
        let all = try await run(.client, ["verify", "--kit", "kits/bob.kit"] + states)
        #expect(all.status == 0, "\(what)\n\((all.output + all.errors).joined(separator: "\n"))")
    }
}
