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

    /// What a disk lost is found before a round begins with it, and by whoever looks.
    @Test func aModelThatIsDamaged() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            try await site.expectFinished(site.startClients(port: server.port), of: server)
            let models = try FileManager.default.contentsOfDirectory(atPath: "\(site.path)/server/blobs/models")
            for model in models {
                var bytes = Array(try site.read("server/blobs/models/\(model)"))
                bytes[bytes.count / 2] ^= 1
                try site.write(bytes, to: "server/blobs/models/\(model)")
            }
            let commands = [
                ["check", "--kit", "kits/server.kit", "--state", "server", "--listen", "127.0.0.1:0"],
                site.serverArguments(), ["export", "--state", "server", "--out", "model.safetensors"],
            ]
            for command in commands {
                let ending = try await site.run(.server, command)
                #expect(ending.status == 73, "\(ending)")
                let lines = ending.errors + ending.output
                #expect(
                    lines.contains { $0.contains(/blobs\/models\/[0-9a-f]{64}\.safetensors is damaged/) }, "\(lines)")
            }
            #expect(!FileManager.default.fileExists(atPath: "\(site.path)/model.safetensors"))
        }
    }

    /// A link stays one, and a pipe gets what was to be written.
    @Test func anExportToALinkAndToAPipe() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            try await site.expectFinished(site.startClients(port: server.port), of: server)
            try FileManager.default.createSymbolicLink(
                atPath: "\(site.path)/link", withDestinationPath: "target")
            for _ in ["nothing", "a file"] {
                let linked = try await site.run(.server, ["export", "--state", "server", "--out", "link"])
                #expect(linked.status == 0)
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(site.path)/link")
                #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
            }
            let piped = try await site.run(
                .server, ["export", "--state", "server", "--out", "pipe"],
                wrapper: ["sh", "-c", "mkfifo pipe && { cat pipe > copy & } && \"$0\" \"$@\" && wait"])
            #expect(piped.status == 0, "\(piped)")
            #expect(try site.read("copy") == site.read("target") && site.read("copy").count > 1000)
        }
    }

    /// A participant's directory is no server's of another version.
    @Test func aParticipantsDirectoryForAServers() async throws {
        try await Site.with { site in
            let alice = try site.startClient("alice", port: site.reservePort())
            try await alice.event("server.away")
            alice.send(SIGTERM)
            #expect(await alice.ending().status == 0)
            for command in [["rounds"], ["export", "--out", "x"]] {
                let ending = try await site.run(.server, command + ["--state", "alice"])
                ending.expect(73, .server, "alice belongs to grok://", "/participant/alice, not to a server")
            }
        }
    }

    /// What was asked for and is not there is no success.
    @Test func whatCannotBeSaidIsAFailure() async throws {
        try await Site.with { site in
            let full = ["sh", "-c", "exec \"$0\" \"$@\" > /dev/full"]
            for (program, arguments) in [
                (Program.client, ["data", "mail/alice.mbox"]), (.client, ["data", "mail/alice.mbox", "--json"]),
                (.server, ["check", "--kit", "kits/server.kit", "--state", "server", "--listen", "127.0.0.1:0"]),
                (.provision, ["show", "kits/alice.kit"]),
            ] {
                let ending = try await site.run(program, arguments, wrapper: full)
                #expect(ending.status == 74, "\(ending)")
                let line = "\(program.rawValue): standard output cannot be written: No space left on device"
                #expect(ending.errors.last == line, "\(ending)")
            }
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
