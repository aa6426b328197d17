import Foundation
import GrokProvision
import Testing

/// Participants that stay from run to run, as services do.
@Suite(.timeLimit(.minutes(20))) struct FollowTests {
    /// Alice's mailbox grows between two runs of the server: her client, which has waited, trains on what has come.
    @Test func aParticipantThatFollowsLearnsFromNewMail() async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            let server = try await site.startServer(port: port)
            let clients = try ["alice", "bob", "mallory", "sue"].map { name in
                try site.start(
                    .client, site.clientArguments(name, port: port) + ["--follow"], environment: ["GROK_SEED": "7"])
            }
            for client in clients {
                try await client.event("federation.finished", containing: "waiting for more rounds")
            }
            #expect(await server.process.ending().status == 0)
            try await clients[0].event("mail.read", containing: "40 messages")

            let mailbox = try site.read("mail/alice.mbox")
            try site.write(mailbox + Data(Self.message.utf8), to: "mail/alice.mbox")
            let longer = try await site.startServer(rounds: 2, port: port)
            try await clients[0].event("mail.read", containing: "41 messages")
            for client in clients {
                try await client.event("federation.finished", containing: "2 rounds")
                try await client.event("model.best")
            }
            #expect(await longer.process.ending().status == 0)
            for client in clients { client.send(SIGTERM) }
            for client in clients {
                let ending = await client.ending()
                #expect(ending.status == 0 && ending.complaints.isEmpty, "\(ending.errors.joined(separator: "\n"))")
            }
            try await expectBest(in: site)
        }
    }

    /// `classify` takes the best model, where there is one.
    private func expectBest(in site: Site) async throws {
        let mail = ["classify", "--state", "alice", "--data", "mail/bob.mbox"]
        let best = try await site.run(.client, mail)
        let named = try await site.run(.client, mail + ["--model", "alice/best.safetensors"])
        #expect(best.status == 0 && best.output == named.output)
        try FileManager.default.removeItem(atPath: "\(site.path)/alice/model.safetensors")
        #expect(try await site.run(.client, mail).output == best.output)
    }

    /// A server that is to stop when the model gets no better.
    @Test func aRunEndsEarlyAndSaysSo() async throws {
        try await Site.with { site in
            // A step so large that no round after the second makes the model better for long.
            let server = try await site.startServer(
                rounds: 60, environment: ["GROK_STOP_AFTER": "1", "GROK_LEARNING_RATE": "0.5", "GROK_EPOCHS": "16"])
            let clients = try site.startClients(["alice", "bob", "mallory", "sue"], port: server.port)
            try await server.process.event("training.stopped", containing: "no fewer errors in 1 published round: ")
            try await site.expectFinished(clients, of: server)
        }
    }

    private static let message = """

        From dora@example.org Mon Jan  5 10:00:00 2026
        From: dora@example.org
        To: alice@example.org
        Subject: lunch on thursday
        Message-ID: <lunch@example.org>
        X-Spam-Status: No
        Date: Mon, 5 Jan 2026 10:00:00 +0000

        Shall we have lunch on Thursday?

        """
}
