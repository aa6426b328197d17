import Foundation
import Testing

/// State directories that cannot be had or used.
@Suite(.timeLimit(.minutes(20))) struct StateTests {
    @Test func aSecondProcess() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let second = try await site.run(.server, site.serverArguments())
            second.expect(73, .server, "server is in use by process \(server.process.identifier)", "--state")
            let client = try site.startClient("alice", port: server.port)
            try await client.event("server.connected")
            let twin = try await site.run(.client, site.clientArguments("alice", port: server.port))
            twin.expect(73, .client, "alice is in use by process \(client.identifier)", "--state")
            let others = try site.startClients(["bob", "sue"], port: server.port)
            try await site.expectFinished([client] + others, of: server)
        }
    }

    @Test func aDirectoryOfSomebodyElse() async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            let alice = try site.startClient("alice", port: port)
            try await alice.event("server.away")
            alice.send(SIGTERM)
            #expect(await alice.ending().status == 0)
            let bob = try await site.run(.client, site.clientArguments("bob", port: port, state: "alice"))
            bob.expect(73, .client, "alice belongs to grok://", "/participant/alice", "--state")
            let home = try await site.run(.client, site.clientArguments("bob", port: port, state: "mail"))
            home.expect(73, .client, "mail belongs to somebody who keeps alice.mbox there")
        }
    }

    @Test func aDirectoryThatCannotBeMade() async throws {
        try await Site.with { site in
            let server = try await site.run(.server, site.serverArguments(state: "mail/bob.mbox/state"))
            server.expect(74, .server, "mail/bob.mbox", "check the free space and the permissions")
        }
    }

    /// The model goes to a place where nothing can be written.
    @Test func anExportThatCannotBeWritten() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            try await site.expectFinished(site.startClients(port: server.port), of: server)
            let export = try await site.run(
                .server, ["export", "--state", "server", "--out", "none/model.safetensors"])
            export.expect(74, .server, "none/model.safetensors cannot be written")
        }
    }

    @Test(.enabled(if: PrivateDisk.isPossible, "this user may not mount a disk of its own"))
    func aReadOnlyDisk() async throws {
        try await Site.with { site in
            let disk = try PrivateDisk(at: "\(site.path)/disk", options: "ro")
            let server = try await site.run(.server, site.serverArguments(state: "disk/server"), wrapper: disk.wrapper)
            server.expect(74, .server, "cannot use disk", "Read-only file system", "start again")
        }
    }

    /// Its owner's process says so and ends, and the others' round goes on.
    @Test(.enabled(if: PrivateDisk.isPossible, "this user may not mount a disk of its own"))
    func aClientsDiskThatFillsUp() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let disk = try PrivateDisk(at: "\(site.path)/disk", options: "size=1m")
            let culprit = try site.startClient(
                "mallory", port: server.port, state: "disk/mallory", wrapper: disk.wrapper)
            try await culprit.event("server.connected")
            try disk.fill(of: culprit)
            let early = try site.startClients(["alice", "bob"], port: server.port)
            await culprit.ending().expect(74, .client, "cannot use disk/mallory", "check the free space")
            try await server.process.event("participant.disconnected", of: "mallory")
            try await site.expectFinished(early + site.startClients(["sue"], port: server.port), of: server)
        }
    }

    /// What the clients have is kept for when the server is back.
    @Test(.enabled(if: PrivateDisk.isPossible, "this user may not mount a disk of its own"))
    func aServersDiskThatFillsUp() async throws {
        try await Site.with { site in
            let disk = try PrivateDisk(at: "\(site.path)/disk", options: "size=1m")
            let server = try await site.startServer(state: "disk/server", wrapper: disk.wrapper)
            try await server.process.event("server.started")
            try disk.fill(of: server.process)
            let clients = try site.startClients(port: server.port)
            await server.process.ending().expect(74, .server, "cannot use disk/server", "check the free space")
            for client in clients {
                try await client.event("server.away")
                client.send(SIGTERM)
                #expect(await client.ending().status == 0)
            }
        }
    }
}
