import Foundation
import Primitives
import Synchronization
import Testing

@testable import Transport

/// A CA with the identities that tests connect with.
struct Federation: Sendable {
    static let server = "grok://office/server"
    static let alice = "grok://office/participant/alice"

    let authority: CertificateAuthority

    init() throws {
        authority = try CertificateAuthority.create(commonName: "office CA")
    }

    /// - Parameters:
    ///   - validFrom: for certificates that are not valid now.
    ///   - trusting: another CA than the one that issued the certificate.
    func identity(
        _ uri: String, validFrom: Date = CertificateAuthority.yesterday, trusting: CertificateAuthority? = nil
    ) throws -> TLSIdentity {
        let key = try SigningKey.generate()
        let certificate = try authority.issue(
            commonName: "test", uri: uri, key: key.verificationKey, validFrom: validFrom)
        return try TLSIdentity(
            unchecked: certificate, key: key, authority: (trusting ?? authority).certificate)
    }

    static var longAgo: Date { Date(timeIntervalSince1970: 1_500_000_000) }
}

extension TransportLimits {
    /// For tests, whose machine may be busy: only a deadline that a test is about may be missed.
    static var patient: TransportLimits {
        var limits = TransportLimits()
        limits.connectDeadline = .seconds(60)
        limits.handshakeDeadline = .seconds(60)
        limits.idleDeadline = .seconds(60)
        limits.lingerDeadline = .seconds(60)
        return limits
    }
}

extension TLSIdentity {
    var peerIdentity: PeerIdentity {
        get throws { try PeerIdentity(certificate) }
    }
}

/// A listener on a port of the system's choice, and word of what it accepts and refuses.
final class TestServer: ListenerHandler {
    private let accepted = Mailbox<TLSConnection>()
    private let refused = Mailbox<TransportError>()
    private let holder = Mutex<TLSListener?>(nil)

    init(
        _ identity: TLSIdentity, host: String = "127.0.0.1", limits: TransportLimits = .patient,
        admission: AdmissionLimits = AdmissionLimits(), budget: ByteBudget = ByteBudget()
    ) throws {
        let listener = try TLSListener(
            host: host, port: 0, identity: identity, limits: limits, admission: admission, budget: budget, handler: self
        )
        holder.withLock { $0 = listener }
    }

    var listener: TLSListener {
        get throws { try #require(holder.withLock { $0 }) }
    }

    var port: UInt16 {
        get throws { try listener.port }
    }

    func listener(_ listener: TLSListener, didAccept connection: TLSConnection) {
        accepted.put(connection)
    }

    func listener(_ listener: TLSListener, didRefuse address: String, because error: TransportError) {
        refused.put(error)
    }

    func connection() async -> TLSConnection {
        await accepted.take()
    }

    func refusal() async -> TransportError {
        await refused.take()
    }

    func stop() async throws {
        let listener = try listener
        await withCheckedContinuation { stopped in listener.stop { stopped.resume() } }
        holder.withLock { $0 = nil }
    }
}

/// Connects to a listener on this host.
func dial(
    _ port: UInt16, as identity: TLSIdentity, host: String = "127.0.0.1", expecting peer: String = Federation.server,
    limits: TransportLimits = .patient, budget: ByteBudget = ByteBudget()
) async -> Result<TLSConnection, TransportError> {
    await withCheckedContinuation { continuation in
        TLSDialer.connect(
            host: host, port: port, expectedPeer: peer, identity: identity, limits: limits, budget: budget,
            queue: DispatchQueue(label: "test.dialer")
        ) { continuation.resume(returning: $0) }
    }
}
