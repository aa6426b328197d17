import Dispatch
import Federation
import GrokProvision
import Synchronization
import Transport
import Wire

/// Somebody who has a participant's kit, and sends what a test wants.
final class Impostor: Sendable {
    let kit: Kit
    private let connection: TLSConnection
    private let inbox: Inbox

    /// Connects, says hello and waits to be welcomed.
    ///
    /// - Parameters:
    ///   - limits: what this side allows itself.
    ///   - twist: changes what the hello says; nobody is welcomed then.
    init(
        _ kit: Kit, port: UInt16, limits: TransportLimits = TransportLimits(), twist: ((inout Hello) -> Void)? = nil
    ) async throws {
        self.kit = kit
        let identity = try TLSIdentity(certificate: kit.certificate, key: kit.signingKey, authority: kit.authority)
        let server = KitIdentity(federation: kit.federation, role: .server).uri
        connection = try await withCheckedThrowingContinuation { continuation in
            TLSDialer.connect(
                host: "127.0.0.1", port: port, expectedPeer: server, identity: identity, limits: limits,
                budget: ByteBudget(), queue: DispatchQueue(label: "impostor")
            ) { continuation.resume(with: $0) }
        }
        inbox = Inbox()
        connection.start(inbox)
        var hello = Hello(
            version: protocolVersion, federation: kit.federation.text, manifest: kit.manifest.digest,
            rosterNumber: kit.roster.content.number, model: nil)
        twist?(&hello)
        send(.hello(hello))
        if twist == nil { _ = try await receive { if case .welcome = $0 { true } else { nil } } }
    }

    func send(_ message: WireMessage) { connection.send(WireCodec.encode(message)) }

    func send(frame: [UInt8]) { connection.send(frame) }

    func close() { connection.close() }

    /// Waits until the server has closed the connection.
    func closing() async { while await inbox.messages.next() != nil {} }

    /// The next message for which `pick` finds something; others are let pass.
    ///
    /// - Throws: ``Closed`` when the server closes the connection before.
    func receive<Found>(_ pick: (WireMessage) -> Found?) async throws -> Found {
        while let message = await inbox.messages.next() {
            if let found = pick(message) { return found }
        }
        throw Closed()
    }

    /// The connection is closed.
    struct Closed: Error {}

    func announcement() async throws -> RoundAnnouncement {
        try await receive { if case .announcement(let signed) = $0 { signed.announcement } else { nil } }
    }

    func refusal() async throws -> String {
        try await receive { if case .contributionRefused(_, let reason) = $0 { reason } else { nil } }
    }

    func rejection() async throws -> Rejection {
        try await receive { if case .rejection(let rejection) = $0 { rejection } else { nil } }
    }

    func commitRequest() async throws -> CommitRequest {
        try await receive { if case .commitRequest(let request) = $0 { request } else { nil } }
    }

    func shareRequest() async throws -> ShareRequest {
        try await receive { if case .shareRequest(let request) = $0 { request } else { nil } }
    }

    func acknowledgement() async throws -> Acknowledgement {
        try await receive { if case .acknowledgement(let word) = $0 { word } else { nil } }
    }
}

/// The messages of a connection in the order of their coming; nil after the last.
private final class Inbox: ConnectionHandler {
    let messages = MessageQueue()

    func connection(_ connection: any Connection, didReceive frame: [UInt8], receipt: ReceiptToken) {
        if let message = try? WireCodec.decode(frame) { messages.put(message) }
    }

    func connection(_ connection: any Connection, didCloseWith error: TransportError?) { messages.put(nil) }
}
