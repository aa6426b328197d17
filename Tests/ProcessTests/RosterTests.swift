import Federation
import Foundation
import GrokProvision
import Testing

/// Who takes part changes while the server runs, with the programs that do it.
@Suite(.timeLimit(.minutes(20))) struct RosterTests {
    private func provision(_ site: Site, _ arguments: String..., status: Int32 = 0) async throws -> [String] {
        let ending = try await site.run(.provision, arguments)
        #expect(ending.status == status, "\(ending.errors.joined(separator: "\n"))")
        return ending.output
    }

    private func startCarol(_ site: Site, port: UInt16) throws -> ChildProcess {
        let arguments = site.clientArguments("carol", port: port, data: "mail/bob.mbox")
        return try site.start(.client, arguments)
    }

    /// Bob goes and carol comes; the two other holders accept it and open the next sum.
    @Test func bobIsRevokedAndCarolJoinsWhileTheServerRuns() async throws {
        try await Site.with { site in
            let server = try await site.startServer(rounds: 1_000_000)
            let (port, process) = (server.port, server.process)
            let bob = try site.startClient("bob", port: port)
            let holders = try ["alice", "sue"].map { try site.startClient($0, port: port) }
            try await process.event("round.published")

            let added = try await provision(site, "add", "kits", "--participant", "carol")
            #expect(added.contains { $0.contains("kits/carol.kit") })
            let revoked = try await provision(site, "revoke", "kits", "--participant", "bob")
            #expect(revoked.contains { $0.contains("2 of 3 take part; 2 have to agree on a sum, 2 decrypt it") })
            #expect(revoked.contains { $0.contains("bob's share of the key still exists") })
            process.send(SIGHUP)
            // "+carol" is of roster 3 or, when the server looked in between, of roster 2.
            try await process.event("roster.changed", containing: "-bob")
            let gone = await bob.ending()
            #expect(gone.status == 77 && gone.complaints.first?.contains("bob takes no part any more") == true)

            let carol = try startCarol(site, port: port)
            try await process.event("participant.connected", of: "carol")
            for holder in holders {
                try await holder.event("roster.changed", containing: "no help to decrypt under it until")
                holder.send(SIGTERM)
                #expect(await holder.ending().status == 0)
            }
            for name in ["alice", "sue"] {
                _ = try site.start(.client, site.clientArguments(name, port: port) + ["--accept-roster"])
            }
            try await process.event("round.published", containing: "3/4 alice carol sue")
            let late = try await site.run(.client, site.clientArguments("bob", port: port))
            late.expect(77, .client, "the server refuses bob", "not in roster 3")
            carol.send(SIGTERM)
            #expect(await carol.ending().status == 0)
        }
    }

    /// The server is as good as reinstalled, with the kit of before: what it has seen counts.
    @Test func aServerNeverGoesBackBehindARoster() async throws {
        try await Site.with { site in
            let old = try site.read("kits/server.kit")
            _ = try await provision(site, "add", "kits", "--participant", "carol")
            _ = try await provision(site, "revoke", "kits", "--participant", "bob")
            let first = try await site.startServer()
            first.process.send(SIGTERM)
            #expect(await first.process.ending().status == 0)
            try site.write(old, to: "kits/server.kit")
            try FileManager.default.removeItem(atPath: "\(site.path)/kits/roster.pem")
            let second = try await site.startServer()
            let bob = try await site.run(.client, site.clientArguments("bob", port: second.port))
            bob.expect(77, .client, "not in roster 3")
        }
    }

    /// Without a signal the server looks by itself; what it finds and cannot use changes nothing.
    @Test func aRosterThatCannotBeUsedIsSaidAndLeftAlone() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            server.process.send(SIGHUP)
            try await server.process.event("roster.unchanged", containing: "roster 1 is the newest")
            try site.write(Array("not a roster".utf8), to: "kits/roster.pem")
            try await server.process.event("roster.refused", containing: "kits/roster.pem: the roster cannot be read")
            // Where the server keeps its own, it puts that back.
            try site.write(Array("not one either".utf8), to: "server/roster.pem")
            try await server.process.event("roster.refused", containing: "server/roster.pem: the roster cannot be read")
            let alice = try site.startClient("alice", port: server.port)
            try await server.process.event("participant.connected", of: "alice")
            alice.send(SIGTERM)
            // A start does not get over it: who was revoked might be let in.
            server.process.send(SIGTERM)
            _ = await server.process.ending()
            #expect(try String(decoding: site.read("server/roster.pem"), as: UTF8.self).hasPrefix("Roster 1 of"))
            let again = try await site.run(.server, site.serverArguments())
            again.expect(65, .server, "kits/roster.pem: the roster cannot be read", "put the newest roster.pem")
        }
    }

    @Test func aRevocationThatEndsTheTrainingNeedsForce() async throws {
        try await Site.with { site in
            _ = try await provision(site, "revoke", "kits", "--participant", "bob")
            let refused = try await site.run(.provision, ["revoke", "kits", "--participant", "mallory"])
            refused.expect(64, .provision, "2 participants remain, and a sum needs 3 contributions", "--force")
            let forced = try await provision(site, "revoke", "kits", "--participant", "mallory", "--force")
            #expect(forced.contains { $0.contains("warning: 2 participants remain") })
            let twice = try await provision(site, "revoke", "kits", "--participant", "mallory")
            #expect(twice.contains { $0.contains("was revoked before; nothing was changed") })
        }
    }
}
