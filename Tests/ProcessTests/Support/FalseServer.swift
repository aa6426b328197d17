import Primitives
import Transport

/// A server that shows a certificate of the test's making.
final class FalseServer: Sendable {
    private let listener: TLSListener
    var port: UInt16 { listener.port }

    init(_ certificate: Certificate, key: SigningKey, authority: Certificate) throws {
        listener = try TLSListener(
            host: "127.0.0.1", port: 0,
            identity: TLSIdentity(certificate: certificate, key: key, authority: authority), budget: ByteBudget(),
            handler: Refusals())
    }

    func stop() { listener.stop() }
}

/// Nobody gets through to a false server.
private final class Refusals: ListenerHandler {
    func listener(_ listener: TLSListener, didAccept connection: TLSConnection) { connection.close() }
    func listener(_ listener: TLSListener, didRefuse address: String, because error: TransportError) {}
}
