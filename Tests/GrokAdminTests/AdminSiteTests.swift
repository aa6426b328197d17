import Federation
import Foundation
import GrokAdmin
import GrokTesting
import Primitives
import RoundStore
import Testing

@testable import GrokServer

/// What the admin page answers, asked without a socket.
@Suite struct AdminSiteTests {
    @Test(arguments: ["/", "/admin.css", "/admin.js", "/api/rounds", "/api/status", "/healthz", "/metrics", "/readyz"])
    func everyPathAnswers(_ path: String) throws {
        let response = try #require(Views.site().get(path))
        #expect(response.status == 200 && !response.body.isEmpty)
        let head = String(decoding: response.bytes.dropLast(response.body.count), as: UTF8.self)
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.hasSuffix("\r\n\r\n"))
        #expect(head.contains("Content-Security-Policy: default-src 'none'; script-src 'self'"))
        #expect(head.contains("Content-Length: \(response.body.count)\r\n"))
        #expect(!head.lowercased().contains("cookie") && !head.contains("Allow-Origin"))
    }

    @Test func whatIsNotThereOrNotAllowedIsRefused() {
        let site = Views.site()
        #expect(site.get("/admin.html")?.status == 404)
        #expect(site.get("//")?.status == 404)
        for method in ["POST", "HEAD", "DELETE", "get"] { #expect(site.get("/", method: method)?.status == 405) }
    }

    /// DNS rebinding: a name of somebody else's that resolves to this host.
    @Test(arguments: ["evil.example:7434", "127.0.0.1", "127.0.0.1:7435", "", "localhost:7434.evil.example"])
    func otherHostsAreRefused(_ host: String) {
        for path in ["/", "/api/status", "/api/events", "/metrics"] {
            #expect(Views.site().get(path, host: host)?.status == 421)
        }
    }

    @Test func theNamesOfThisHostAreNot() {
        #expect(Views.site().get("/", host: "localhost:7434")?.status == 200)
        #expect(Views.site().answer(HTTPRequest(path: "/api/events", host: Views.host)) == .events)
    }

    @Test func aServerThatHasNotStartedIsNotHealthy() {
        let site = Views.site(nil)
        for path in ["/api/status", "/healthz", "/metrics", "/readyz"] { #expect(site.get(path)?.status == 503) }
        #expect(site.event == nil)
    }

    @Test func aServerThatDoesNothingIsNotHealthy() {
        let patient = Views.now.advanced(bySeconds: AdminSite.patienceSeconds - 1)
        #expect(Views.site(at: patient).get("/healthz")?.status == 200)
        let late = Views.now.advanced(bySeconds: AdminSite.patienceSeconds)
        #expect(Views.site(at: late).get("/healthz")?.status == 503)
        #expect(Views.site(at: late).get("/readyz")?.status == 503)
    }

    @Test(arguments: [ServerStatus.State.finished, .stopping]) func atTheEndItIsNotReady(_ state: ServerStatus.State) {
        let site = Views.site(Views.view(Views.status(state)))
        #expect(site.get("/healthz")?.status == 200)
        #expect(site.get("/readyz")?.status == 503)
    }

    @Test func theStatusIsTheSameAfterReading() throws {
        let site = Views.site()
        let read = try JSONDecoder().decode(ServerStatus.self, from: Data(site.get("/api/status")?.body ?? []))
        #expect(read == Views.status())
        let event = String(decoding: site.event ?? [], as: UTF8.self)
        #expect(event == "data: \(site.text("/api/status"))\n" && event.hasSuffix("}\n\n"))
    }

    /// Whoever adds a member decides anew whether a server may show it (DESIGN §1: nothing of one participant's mail or
    /// delta).
    @Test func theStatusHasTheseMembersOnly() throws {
        let object = try JSONSerialization.jsonObject(with: Data(Views.site().get("/api/status")?.body ?? []))
        var names: Set<String> = []
        func collect(_ value: Any) {
            if let members = value as? [String: Any] {
                names.formUnion(members.keys)
                members.values.forEach(collect)
            } else if let elements = value as? [Any] {
                elements.forEach(collect)
            }
        }
        collect(object)
        #expect(
            names == [
                "accuracy", "at", "base", "commits", "connected", "contributions", "deadline", "federation", "heardAt",
                "holders", "kind", "lastRound", "loss", "model", "name", "number", "openedAt", "participants",
                "published", "round", "rounds", "shares", "sharesWanted", "source", "state", "waitingFor",
            ])
    }

    @Test func roundsAreAnsweredFromANumberOn() throws {
        let site = Views.site(history: try history(3))
        func numbers(_ target: String) throws -> [Int] {
            let rounds = try JSONSerialization.jsonObject(with: Data(site.get(target)?.body ?? []))
            return try #require(rounds as? [[String: Any]]).compactMap { $0["round"] as? Int }
        }
        #expect(try numbers("/api/rounds") == [1, 2, 3])
        #expect(try numbers("/api/rounds?after=2") == [3])
        #expect(try numbers("/api/rounds?after=9") == [])
        #expect(site.get("/api/rounds?after=x")?.status == 400)
        #expect(site.text("/api/rounds").contains(#""reason":"too few","round":1"#))
    }

    @Test func onlyTheNewestRoundsAreAnswered() throws {
        let site = Views.site(history: try history(AdminSite.maximumRounds + 7))
        let text = site.text("/api/rounds")
        #expect(text.components(separatedBy: #""round":"#).count - 1 == AdminSite.maximumRounds)
        #expect(!text.contains(#""round":7,"#) && text.contains(#""round":8,"#))
    }

    /// Rounds that were opened and abandoned.
    private func history(_ count: Int) throws -> MemoryServerStore {
        let documents = try TestFederation(["alice", "bob"])
        let store = MemoryServerStore()
        let codec = try documents.serverFederation().codec
        for round in 1...count {
            let announcement = RoundAnnouncement(
                federation: documents.manifest.content.federation, manifest: documents.manifest.digest,
                rosterNumber: 1, roster: documents.roster.digest, key: documents.manifest.digest, round: round,
                kind: .training, baseModel: documents.manifest.content.initialModel,
                previousTranscript: Transcript.genesis, hyperParameters: HyperParameters(),
                codec: documents.manifest.content.codec, strategy: "mean", layout: codec.layout(of: .training),
                deadline: Views.now)
            try store.openRound(announcement, at: Views.now)
            try store.concludeRound(
                round,
                RoundConclusion(
                    phase: .abandoned, at: Views.now, model: announcement.baseModel, transcript: nil, totals: nil,
                    reason: "too few", holders: [], statistics: RoundStatistics()))
        }
        return store
    }
}
