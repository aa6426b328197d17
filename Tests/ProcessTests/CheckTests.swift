import Foundation
import GrokProvision
import Testing

/// `check` on both sides: what it finds is what a start would find, and nothing is changed by it.
@Suite(.timeLimit(.minutes(20))) struct CheckTests {
    private struct Report: Decodable {
        struct Check: Decodable {
            let check, state, message: String
        }
        let checks: [Check]
        let status: Int32

        func state(_ name: String) -> String? { checks.first { $0.check == name }?.state }
    }

    private func check(_ site: Site, _ program: Program, _ arguments: [String]) async throws -> Report {
        let ending = try await site.run(program, ["check", "--json"] + arguments)
        #expect(ending.errors.isEmpty, "\(ending.errors)")
        let report = try JSONDecoder().decode(Report.self, from: Data((ending.output.first ?? "").utf8))
        #expect(report.status == ending.status)
        return report
    }

    private func server(_ port: UInt16 = 0) -> [String] {
        ["--kit", "kits/server.kit", "--listen", "127.0.0.1:\(port)", "--state", "server"]
    }

    @Test func aServerThatCanStart() async throws {
        try await Site.with { site in
            let report = try await check(site, .server, server())
            #expect(report.status == 0 && report.checks.allSatisfy { $0.state == "ok" }, "\(report)")
            #expect(
                report.checks.map(\.check) == [
                    "kit", "manifest", "certificate", "settings", "roster", "state", "space", "address", "processor",
                ])
            #expect(!FileManager.default.fileExists(atPath: "\(site.path)/server"))
        }
    }

    @Test func aServerAndAClientThatRun() async throws {
        try await Site.with { site in
            let running = try await site.startServer(rounds: 1_000_000)
            let report = try await check(site, .server, server(running.port))
            #expect(report.status == 0 && report.state("state") == "warning", "\(report)")
            let client = try await check(site, .client, site.clientArguments("alice", port: running.port))
            #expect(client.status == 0 && client.checks.allSatisfy { $0.state == "ok" }, "\(client)")
            let alice = try site.startClient("alice", port: running.port)
            try await running.process.event("participant.connected", of: "alice")
            let again = try await check(site, .client, site.clientArguments("alice", port: running.port))
            #expect(again.status == 0 && again.state("state") == "warning", "\(again)")
            // The check is not taken for another alice.
            alice.send(SIGTERM)
            #expect(await alice.ending().status == 0)
        }
    }

    /// Mail that has no label but those that its owner gives.
    @Test func mailThatItsOwnerLabels() async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            try site.write(Array("From a@b Mon Jan  5 10:00:00 2026\nSubject: a\nFrom: a@b\n\nx\n".utf8), to: "a.mbox")
            let kit = ["--kit", "kits/alice.kit", "--state", "alice", "--server", "127.0.0.1:\(port)"]
            let plain = try await check(site, .client, kit + ["--data", "a.mbox"])
            #expect(plain.state("mail") == "warning")
            let named = try await check(site, .client, kit + ["--spam", "a.mbox"])
            #expect(named.state("mail") == "ok" && named.status == 69, "\(named)")
        }
    }

    @Test func whatIsWrongDecidesTheStatus() async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            let away = try await check(site, .client, site.clientArguments("alice", port: port))
            #expect(away.status == 69 && away.state("server") == "failed" && away.state("mail") == "ok")
            let noMail = try await check(
                site, .client, site.clientArguments("alice", port: port, data: "mail/none.mbox"))
            #expect(noMail.state("mail") == "failed")
            let role = try await check(site, .server, ["--kit", "kits/alice.kit"])
            #expect(role.status == 77 && role.checks.map(\.check) == ["kit", "processor"])
            let setting = try await check(site, .server, server() + ["--config", "none.yaml"])
            #expect(setting.status == 78)
            try site.write(Array("rubbish".utf8), to: "kits/roster.pem")
            let roster = try await check(site, .server, server())
            #expect(roster.status == 65 && roster.state("roster") == "failed" && roster.state("address") == "ok")
        }
    }

    @Test func anExpiredKit() async throws {
        try await Site.with(.expired()) { site in
            let report = try await check(site, .server, server())
            #expect(report.status == 77 && report.state("certificate") == "failed" && report.state("kit") == "ok")
            let text = try await site.run(.server, ["check"] + server())
            #expect(text.output.contains { $0.hasPrefix("FAILED   certificate  the kit expired on ") })
            // Renewed, it is as good as new.
            #expect(try await site.run(.provision, ["renew", "kits"]).status == 0)
            #expect(try await check(site, .server, server()).status == 0)
            let running = try await site.startServer()
            #expect(try await check(site, .client, site.clientArguments("bob", port: running.port)).status == 0)
        }
    }
}
