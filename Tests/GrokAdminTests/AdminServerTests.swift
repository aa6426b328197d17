import CommandSupport
import Federation
import Foundation
import GrokAdmin
import GrokTesting
import Logging
import RoundStore
import Sysexits
import Testing

@testable import GrokServer

/// The admin page over real sockets.
@Suite struct AdminServerTests {
    private let board = ServerBoard()
    private let log = EventLog()

    /// Patient, unless the test changes that: a machine may be slow.
    private func start(
        _ address: String = "127.0.0.1:0", names: [String] = [], _ change: (inout AdminLimits) -> Void = { _ in }
    ) throws -> AdminServer {
        var limits = AdminLimits()
        (limits.patienceSeconds, limits.connections, limits.streams) = (600, 8, 3)
        change(&limits)
        let place = try #require(HostPort(address))
        return try AdminServer(
            place, names: names, board: board, history: MemoryServerStore(), logger: log.logger, limits: limits)
    }

    @Test func aRequestIsAnsweredAndTheConnectionEnds() async throws {
        let admin = try start()
        defer { admin.stop() }
        let client = try Client(admin.address)
        client.get("/", host: admin.address)
        let answer = await client.read()
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("</html>\n"))
        #expect(log.events.map(\.message) == ["the admin page is at http://\(admin.address)/"])
    }

    @Test func whatIsNoRequestIsToldSo() async throws {
        let admin = try start()
        defer { admin.stop() }
        for (text, status) in [("\u{16}\u{3}\u{1}\r\n\r\n", "400"), (String(repeating: "x", count: 9000), "431")] {
            let client = try Client(admin.address)
            client.send(text)
            #expect(await client.read().hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test func statusesArriveAsTheyArePosted() async throws {
        let admin = try start()
        defer { admin.stop() }
        let client = try Client(admin.address)
        client.get("/api/events", host: admin.address)
        #expect(await client.read(until: "retry:").contains("Content-Type: text/event-stream\r\n"))
        for name in ["first", "second"] {
            board.post(Views.view(Views.status(federation: name)))
            #expect(await client.read(until: name).contains(#""federation":"\#(name)""#))
        }
    }

    @Test func whoComesLaterGetsTheNewestStatusAtOnce() async throws {
        let admin = try start()
        defer { admin.stop() }
        board.post(Views.view(Views.status(federation: "before")))
        let client = try Client(admin.address)
        client.get("/api/events", host: admin.address)
        #expect(await client.read(until: "before").contains(#""federation":"before""#))
    }

    /// A stopped page ends its streams, and one that is full takes in nobody.
    @Test func connectionsAreBounded() async throws {
        let admin = try start()
        let clients = try (0..<8).map { _ in try Client(admin.address) }
        // A request is answered only after those before it were accepted.
        clients.last?.get("/nothing", host: admin.address)
        let last = await clients.last?.read()
        #expect(last?.hasPrefix("HTTP/1.1 404") == true)
        let streams = clients.dropLast()
        for client in streams { client.get("/api/events", host: admin.address) }
        var (open, refused) = (0, 0)
        for client in streams {
            let answer = await client.read(until: "\r\n\r\n")
            if answer.hasPrefix("HTTP/1.1 200") { open += 1 } else { refused += 1 }
        }
        #expect(open == 3 && refused == 4)
        admin.stop()
        for client in streams { _ = await client.read() }
    }

    @Test func aConnectionTooManyIsClosedAndOthersAreNot() async throws {
        let admin = try start()
        defer { admin.stop() }
        let clients = try (0..<8).map { _ in try Client(admin.address) }
        let tooMany = try Client(admin.address)
        #expect(await tooMany.read().isEmpty)
        clients[0].get("/admin.js", host: admin.address)
        #expect(await clients[0].read().hasPrefix("HTTP/1.1 200"))
    }

    @Test(arguments: ["", "GET / HTTP/1.1\r\nHost:"]) func whoSendsNoRequestIsLetGo(_ beginning: String) async throws {
        let admin = try start { ($0.patienceSeconds, $0.sweepSeconds) = (0.01, 0.01) }
        defer { admin.stop() }
        let client = try Client(admin.address)
        client.send(beginning)
        #expect(await client.read().isEmpty)
    }

    @Test func aStreamSaysThatItIsAlive() async throws {
        let admin = try start { ($0.heartbeatSeconds, $0.sweepSeconds) = (0.01, 0.01) }
        defer { admin.stop() }
        let client = try Client(admin.address)
        client.get("/api/events", host: admin.address)
        #expect(await client.read(until: "\n: \n\n").contains("retry: 2000\n\n: \n\n"))
    }

    /// What a client does not take is replaced by what is newer: it never piles up.
    @Test func aClientThatIsSlowSkipsStatuses() async throws {
        let admin = try start { $0.sweepSeconds = 0.01 }
        defer { admin.stop() }
        let client = try Client(admin.address)
        client.get("/api/events", host: admin.address)
        _ = await client.read(until: "\r\n\r\n")
        // More than the kernel's buffers take.
        for number in 0..<32 {
            let name = String(repeating: "x", count: 1 << 20) + "\(number)"
            board.post(Views.view(Views.status(federation: name)))
        }
        board.post(Views.view(Views.status(federation: "newest")))
        let text = await client.read(until: "\"newest\"")
        #expect(text.utf8.count < 24 << 20)
    }

    @Test(arguments: ["0.0.0.0:0", "[::]:0"]) func addressesThatOthersReachAreRefused(_ address: String) throws {
        let error = #expect(throws: CommandFailure.self) { try start(address) }
        #expect(error?.exitStatus == .configuration)
        #expect(error?.line.contains("admin-hosts") == true)
    }

    @Test func unlessTheirNamesAreGiven() async throws {
        let admin = try start("0.0.0.0:0", names: ["grok.example.org"])
        defer { admin.stop() }
        for (host, status) in [
            ("grok.example.org", "200"), ("Grok.Example.org:\(admin.address.port)", "200"), ("other.example", "421"),
        ] {
            let client = try Client(admin.address)
            client.send("GET /admin.css HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            #expect(await client.read().hasPrefix("HTTP/1.1 \(status) "), "\(host)")
        }
    }

    @Test func theStatusCommandAsksTheServer() async throws {
        let admin = try start()
        let folder = try TemporaryFolder()
        #expect(AdminAddress.read(in: folder.path) == nil)
        let file = try AdminAddress(admin.address, in: folder.path)
        #expect(AdminAddress.read(in: folder.path) == admin.address)
        board.post(Views.view())
        #expect(StatusFetch.status(at: admin.address) == Views.status())
        admin.stop()
        #expect(StatusFetch.status(at: admin.address) == nil)
        file.remove()
        #expect(AdminAddress.read(in: folder.path) == nil)
    }
}
