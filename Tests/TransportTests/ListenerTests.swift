import Foundation
import Primitives
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(30))) struct ListenerTests {
    private let federation: Federation

    init() throws {
        federation = try Federation()
    }

    @Test func aPortInUseIsNamed() async throws {
        let identity = try federation.identity(Federation.server)
        let first = try TestServer(identity)
        let port = try first.port
        #expect(throws: TransportError.addressInUse(address: "127.0.0.1:\(port)")) {
            try TLSListener(
                host: "127.0.0.1", port: port, identity: identity, budget: ByteBudget(), handler: first)
        }
        try await first.stop()
    }

    @Test func aPortIsFreeAgainOnceTheListenerStopped() async throws {
        let identity = try federation.identity(Federation.server)
        let first = try TestServer(identity)
        let address = try first.listener.address
        let client = try await dial(address.port, as: federation.identity(Federation.alice)).get()
        let connection = await first.connection()
        try await first.stop()
        let second = try TLSListener(
            host: "127.0.0.1", port: address.port, identity: identity, budget: ByteBudget(), handler: first)
        #expect(second.address.description == address.description)
        // What was accepted before is its owner's still.
        let (here, there) = (Recorder(), Recorder())
        connection.start(here)
        client.start(there)
        client.send([1])
        #expect(try await here.frame().bytes == [1])
        client.close()
        second.stop()
    }

    @Test func anAddressOfAnotherHostIsRefused() throws {
        let handler = try TestServer(federation.identity(Federation.server))
        // RFC 5737: an address for documentation, which no host has.
        let error = #expect(throws: TransportError.self) {
            try TLSListener(
                host: "192.0.2.1", port: 0, identity: federation.identity(Federation.server), budget: ByteBudget(),
                handler: handler)
        }
        guard case .cannotListen("192.0.2.1:0", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost", ""]) func listensOnAddressesAndNames(host: String) async throws {
        let listening = try TestServer(federation.identity(Federation.server), host: host)
        let client = try await dial(try listening.port, as: federation.identity(Federation.alice)).get()
        let server = await listening.connection()
        #expect(server.remoteAddress.hasPrefix("127.0.0.1:"))
        #expect(client.remoteAddress == "127.0.0.1:\(try listening.port)")
        client.close()
        server.close()
        try await listening.stop()
    }

    private static var hasIPv6: Bool {
        guard let address = try? Resolver.addresses(of: "::1", port: 0).first else { return false }
        guard let descriptor = try? FileDescriptor.tcpSocket(for: address) else { return false }
        return (try? descriptor.bind(to: address)) != nil
    }

    @Test(.enabled(if: hasIPv6)) func listensOnIPv6() async throws {
        let listening = try TestServer(federation.identity(Federation.server), host: "::1")
        #expect(try listening.listener.address.description.hasPrefix("[::1]:"))
        let client = try await dial(
            try listening.port, as: federation.identity(Federation.alice), host: "::1"
        ).get()
        #expect(await listening.connection().remoteAddress.hasPrefix("[::1]:"))
        client.close()
        try await listening.stop()
    }

    @Test func aHandshakeThatDoesNotComeIsDroppedAtItsDeadline() async throws {
        var limits = TransportLimits.patient
        limits.handshakeDeadline = .milliseconds(40)
        let listening = try TestServer(federation.identity(Federation.server), limits: limits)
        let silent = try RawSocket(connectingTo: try listening.port)
        #expect(await listening.refusal() == .timedOut(.handshaking))
        #expect(await silent.readToEnd())
        try await listening.stop()
    }

    @Test func aHandshakeThatStopsHalfWayIsDroppedAtItsDeadline() async throws {
        var limits = TransportLimits.patient
        limits.handshakeDeadline = .milliseconds(40)
        let listening = try TestServer(federation.identity(Federation.server), limits: limits)
        let slow = try RawSocket(connectingTo: try listening.port)
        // The beginning of a record that promises 200 bytes (RFC 8446 §5.1).
        try slow.send([0x16, 3, 1, 0, 200, 1, 0])
        #expect(await listening.refusal() == .timedOut(.handshaking))
        #expect(await slow.readToEnd())
        try await listening.stop()
    }

    @Test func whatIsNoTLSIsRefusedAtOnce() async throws {
        let listening = try TestServer(federation.identity(Federation.server))
        let browser = try RawSocket(connectingTo: try listening.port)
        try browser.send(Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
        #expect(await listening.refusal() == .handshakeFailed(.protocolVersion))
        try await listening.stop()
        _ = await browser.readToEnd()
    }

    @Test func anOlderTLSIsRefused() async throws {
        let listening = try TestServer(federation.identity(Federation.server))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = ["s_client", "-tls1_2", "-connect", "127.0.0.1:\(try listening.port)"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        #expect(await listening.refusal() == .handshakeFailed(.protocolVersion))
        process.waitUntilExit()
        try await listening.stop()
    }

    @Test func oneAddressHasOnlySoManyUnauthenticatedConnections() async throws {
        var admission = AdmissionLimits()
        admission.unauthenticatedFromAddress = 2
        let listening = try TestServer(federation.identity(Federation.server), admission: admission)
        let port = try listening.port
        let held = [try RawSocket(connectingTo: port), try RawSocket(connectingTo: port)]
        let refused = try RawSocket(connectingTo: port)
        #expect(await listening.refusal() == .tooManyConnections(.unauthenticatedFromAddress))
        #expect(await refused.readToEnd())
        #expect(try listening.listener.connectionCount == 2)
        // One of the two goes, and there is room for somebody who knows who it is.
        try held[0].send(Array("nonsense".utf8))
        #expect(await listening.refusal() == .handshakeFailed(.protocolVersion))
        withExtendedLifetime(held) {}
        try await listening.stop()
    }

    @Test func authenticatedConnectionsDoNotCountAgainstTheirAddress() async throws {
        var admission = AdmissionLimits()
        admission.unauthenticatedFromAddress = 1
        admission.total = 5
        let listening = try TestServer(federation.identity(Federation.server), admission: admission)
        let identity = try federation.identity(Federation.alice)
        var clients: [TLSConnection] = []
        for _ in 0..<5 {
            clients.append(try await dial(try listening.port, as: identity).get())
            _ = await listening.connection()
        }
        let sixth = await dial(try listening.port, as: identity)
        #expect(throws: TransportError.self) { try sixth.get() }
        #expect(await listening.refusal() == .tooManyConnections(.total))
        clients.forEach { $0.close() }
        try await listening.stop()
    }

    @Test func connectionsThatEndMakeRoom() async throws {
        var admission = AdmissionLimits()
        admission.total = 1
        let listening = try TestServer(federation.identity(Federation.server), admission: admission)
        let identity = try federation.identity(Federation.alice)
        for _ in 0..<5 {
            let client = try await dial(try listening.port, as: identity).get()
            let (here, there) = (Recorder(), Recorder())
            let server = await listening.connection()
            server.start(here)
            client.start(there)
            server.close()
            #expect(await here.closing() == nil)
        }
        #expect(try listening.listener.connectionCount == 0)
        try await listening.stop()
    }

    @Test func strangersAndTheExpiredAreRefusedByName() async throws {
        let listening = try TestServer(federation.identity(Federation.server))
        let stranger = try Federation().identity(Federation.alice, trusting: federation.authority)
        let expired = try federation.identity(Federation.alice, validFrom: Federation.longAgo)
        for (identity, flaw) in [(stranger, HandshakeProblem.Flaw.foreign), (expired, .expired)] {
            let client = try await dial(try listening.port, as: identity).get()
            #expect(await listening.refusal() == .handshakeFailed(.certificate(flaw, of: .peers)))
            // In TLS 1.3 the client learns at its first read what the server thought of its certificate.
            let answers = Recorder()
            client.start(answers)
            #expect(await answers.closing() == .handshakeFailed(.certificate(flaw, of: .own)))
        }
        try await listening.stop()
    }

    @Test func aRefusedClientLearnsWhyEvenWhileItWrites() async throws {
        let listening = try TestServer(federation.identity(Federation.server))
        let stranger = try Federation().identity(Federation.alice, trusting: federation.authority)
        let client = try await dial(try listening.port, as: stranger).get()
        let answers = Recorder()
        client.start(answers)
        for _ in 0..<5 {
            client.send([UInt8](repeating: 0, count: 1 << 20))
        }
        #expect(await answers.closing() == .handshakeFailed(.certificate(.foreign, of: .own)))
        try await listening.stop()
    }

    @Test func stoppingGivesUpHandshakes() async throws {
        let listening = try TestServer(federation.identity(Federation.server))
        let silent = try RawSocket(connectingTo: try listening.port)
        let client = try await dial(try listening.port, as: federation.identity(Federation.alice)).get()
        _ = await listening.connection()
        try await listening.stop()
        #expect(await silent.readToEnd())
        client.close()
    }
}
