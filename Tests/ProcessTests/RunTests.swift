import Federation
import Foundation
import GrokProvision
import Testing

/// A run as everybody wants it, and what can be looked at while it goes on and afterwards.
@Suite(.timeLimit(.minutes(20))) struct RunTests {
    /// A published round is one line of this form, times and sizes aside.
    private static let publishedRound =
        #"round 1/2 published · 3/4 alice bob sue · \d+(\.\d)? (B|kB|MB) in · train \d+(\.\d)? m?s · "#
        + #"sum \d+(\.\d)? m?s · decrypt \d+(\.\d)? m?s by (alice|bob|sue)(\+(bob|sue)){0,2} · "#
        + #"model [0-9a-f]{6} · base loss \d\.\d{3} accuracy \d\.\d{3}"#

    @Test func threeParticipantsTrainAModel() async throws {
        try await Site.with { site in
            // The round takes whoever joins until the three that it needs have contributed.
            let server = try await site.startServer(rounds: 2)
            let clients = try site.startClients(port: server.port)
            try await site.expectFinished(clients, of: server)
            let published = try await server.process.event("round.published", containing: "round 1/2")
            #expect(try Regex(Self.publishedRound).wholeMatch(in: published.message) != nil, "\(published.message)")
            #expect(published.round == "1" && published.federation == site.federation.server.federation.text)
            let connected = try await server.process.event("participant.connected", of: "sue")
            #expect(connected.message == "sue connected")
            for event in ["contribution.accepted", "share.verified", "round.opened", "round.aggregated"] {
                try await server.process.event(event)
            }
            try await mailIsClassified(site)
        }
    }

    private struct Verdict: Decodable {
        let message: String
        let probability: Double
        let logit: Double
        let label: String

        var isSpam: Bool { logit > 0 }
    }

    private struct Summary: Decodable {
        struct Figures: Decodable {
            let examples: Int
            let accuracy: Double
            let auc: Double
            let truePositives, trueNegatives, falsePositives, falseNegatives: Int
        }
        let summary: Figures
    }

    private func mailIsClassified(_ site: Site) async throws {
        let arguments = ["classify", "--data", "mail/test.mbox", "--state", "alice", "--json"]
        let ending = try await site.run(.client, arguments)
        #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending.errors)")
        let verdicts = try ending.output.dropLast().map { try JSONDecoder().decode(Verdict.self, from: Data($0.utf8)) }
        #expect(verdicts.count == 20 && verdicts.allSatisfy { $0.message.contains("test.mbox") })
        #expect(verdicts.allSatisfy { (0...1).contains($0.probability) && $0.isSpam == ($0.probability > 0.5) })
        let last = Data(try #require(ending.output.last).utf8)
        let figures = try JSONDecoder().decode(Summary.self, from: last).summary
        #expect(figures.examples == 20)
        #expect(figures.truePositives == verdicts.count { $0.isSpam && $0.label == "spam" })
        #expect(figures.trueNegatives == verdicts.count { !$0.isSpam && $0.label == "ham" })
        #expect(figures.falsePositives == verdicts.count { $0.isSpam && $0.label == "ham" })
        #expect(figures.falseNegatives == verdicts.count { !$0.isSpam && $0.label == "spam" })
        #expect(figures.accuracy == Double(figures.truePositives + figures.trueNegatives) / 20)
        #expect((0...1).contains(figures.auc))
    }

    private struct Round: Decodable {
        struct Seconds: Decodable { let train, verify, sum, decrypt: Double }
        struct Base: Decodable {
            let model: String
            let loss, accuracy: Double?
        }
        let round: Int
        let state: String
        let contributors, holders: [String]
        let bytesIn, bytesOut: Int?
        let seconds: Seconds?
        let base: Base
        let model: String?
    }

    @Test func roundsAndModelsAreThereWhileTheServerRuns() async throws {
        try await Site.with { site in
            let server = try await site.startServer(rounds: 1_000_000)
            let clients = try site.startClients(port: server.port)
            try await server.process.event("round.published", containing: "round 2/")
            // Without sue there are too few for another round, so that the server has time.
            clients[2].send(SIGTERM)
            #expect(await clients[2].ending().status == 0)
            let address = try String(contentsOfFile: "\(site.path)/server/address", encoding: .utf8)
            #expect(address == "127.0.0.1:\(server.port)\n")
            let shown = try await site.run(.server, ["rounds", "--json", "--state", "server"])
            #expect(shown.status == 0 && shown.errors.isEmpty)
            let rounds = try shown.output.map { try JSONDecoder().decode(Round.self, from: Data($0.utf8)) }
            try check(rounds)
            let table = try await site.run(.server, ["rounds", "--state", "server"])
            let first = table.output.first ?? ""
            #expect(table.status == 0 && first.hasPrefix("round 1 published · 3 alice bob sue"), "\(table.output)")
            let export = try await site.run(.server, ["export", "--state", "server", "--out", "model.safetensors"])
            #expect(export.status == 0, "\(export.errors)")
            let arguments = ["classify", "--data", "mail/test.mbox", "--model", "model.safetensors"]
            let text = try await site.run(.client, arguments)
            #expect(text.status == 0 && text.output.contains { $0.hasPrefix("20 labelled messages · accuracy ") })
            server.process.send(SIGTERM)
            #expect(await server.process.ending().status == 0)
        }
    }

    private func check(_ rounds: [Round]) throws {
        #expect(rounds.map(\.round) == Array(1...rounds.count) && rounds.count >= 2)
        let first = try #require(rounds.first)
        #expect(first.state == "published" && first.contributors == ["alice", "bob", "sue"])
        #expect(!first.holders.isEmpty && Set(first.holders).isSubset(of: first.contributors))
        #expect(try #require(first.bytesIn) > 0 && #require(first.bytesOut) > 0)
        let seconds = try #require(first.seconds)
        #expect([seconds.train, seconds.verify, seconds.sum, seconds.decrypt].allSatisfy { $0 >= 0 })
        #expect(try #require(first.base.loss) > 0 && (0...1).contains(#require(first.base.accuracy)))
        #expect(first.model == rounds[1].base.model && first.model != first.base.model)
    }
}
