import Dispatch
import Glibc
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(30))) struct DialerTests {
    private let federation: Federation

    init() throws {
        federation = try Federation()
    }

    private func error(of result: Result<TLSConnection, TransportError>) -> TransportError? {
        if case .failure(let error) = result { error } else { nil }
    }

    @Test func nothingListeningIsNamed() async throws {
        let gone = try TestServer(federation.identity(Federation.server))
        let port = try gone.port
        try await gone.stop()
        let result = await dial(port, as: try federation.identity(Federation.alice))
        #expect(error(of: result) == .refused(address: "127.0.0.1:\(port)"))
    }

    @Test func aNameWithoutAnAddressIsNamed() async throws {
        // Longer than a name may be (RFC 1035 §2.3.4), so nobody has to be asked.
        let host = String(repeating: "x", count: 300)
        let result = await dial(1, as: try federation.identity(Federation.alice), host: host)
        guard case .cannotResolve(host, _) = error(of: result) else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func aHostThatDoesNotAnswerTimesOut() async throws {
        // A listener whose queue is full: the kernel leaves further connections unanswered.
        let any = try #require(try Resolver.addresses(of: "127.0.0.1", port: 0).first)
        let descriptor = try FileDescriptor.tcpSocket(for: any)
        try descriptor.bind(to: any)
        try descriptor.listen(backlog: 0)
        let address = try descriptor.localAddress()
        let fillers = try (0..<4).map { _ in try SocketHolder(connectingTo: address) }
        var limits = TransportLimits.patient
        limits.connectDeadline = .milliseconds(40)
        let result = await dial(address.port, as: try federation.identity(Federation.alice), limits: limits)
        #expect(error(of: result) == .timedOut(.connecting))
        withExtendedLifetime(fillers) {}
        _ = try descriptor.localAddress()
    }

    @Test func aServerThatSaysNothingTimesOut() async throws {
        let any = try #require(try Resolver.addresses(of: "127.0.0.1", port: 0).first)
        let descriptor = try FileDescriptor.tcpSocket(for: any)
        try descriptor.bind(to: any)
        try descriptor.listen(backlog: 5)
        var limits = TransportLimits.patient
        limits.handshakeDeadline = .milliseconds(40)
        let port = try descriptor.localAddress().port
        let result = await dial(port, as: try federation.identity(Federation.alice), limits: limits)
        #expect(error(of: result) == .timedOut(.handshaking))
        _ = try descriptor.localAddress()
    }

    @Test func aServerOfAnotherFederationIsRefused() async throws {
        let stranger = try TestServer(Federation().identity(Federation.server))
        let result = await dial(try stranger.port, as: try federation.identity(Federation.alice))
        #expect(error(of: result) == .handshakeFailed(.certificate(.foreign, of: .peers)))
        #expect(await stranger.refusal() == .handshakeFailed(.certificate(.foreign, of: .own)))
        try await stranger.stop()
    }

    @Test func anExpiredServerIsRefused() async throws {
        let expired = try TestServer(federation.identity(Federation.server, validFrom: Federation.longAgo))
        let result = await dial(try expired.port, as: try federation.identity(Federation.alice))
        #expect(error(of: result) == .handshakeFailed(.certificate(.expired, of: .peers)))
        #expect(await expired.refusal() == .handshakeFailed(.certificate(.expired, of: .own)))
        try await expired.stop()
    }

    /// Every participant's certificate is good for either side of a connection: the name in it decides.
    @Test func aParticipantThatPlaysTheServerIsRefused() async throws {
        let mallory = try TestServer(federation.identity("grok://office/participant/mallory"))
        let result = await dial(try mallory.port, as: try federation.identity(Federation.alice))
        let problem = HandshakeProblem.otherPeer(
            found: "grok://office/participant/mallory", expected: Federation.server)
        #expect(error(of: result) == .handshakeFailed(problem))
        try await mallory.stop()
    }

    @Test func anAttemptCanBeGivenUp() async throws {
        let any = try #require(try Resolver.addresses(of: "127.0.0.1", port: 0).first)
        let descriptor = try FileDescriptor.tcpSocket(for: any)
        try descriptor.bind(to: any)
        try descriptor.listen(backlog: 5)
        let port = try descriptor.localAddress().port
        let identity = try federation.identity(Federation.alice)
        let result = await withCheckedContinuation { continuation in
            let attempt = TLSDialer.connect(
                host: "127.0.0.1", port: port, expectedPeer: Federation.server, identity: identity,
                budget: ByteBudget(), queue: DispatchQueue(label: "test")
            ) { continuation.resume(returning: $0) }
            attempt.cancel()
            attempt.cancel()
        }
        #expect(error(of: result) == .cancelled)
        _ = try descriptor.localAddress()
    }
}

/// Keeps a connection that need not stand.
final class SocketHolder: Sendable {
    private let descriptor: FileDescriptor

    init(connectingTo address: SocketAddress) throws {
        descriptor = try FileDescriptor.tcpSocket(for: address)
        _ = try descriptor.connect(to: address)
    }
}
