import Foundation
import Primitives
import Testing

@testable import Transport

/// TLS between two engines in memory: who refuses whom, and with which words.
@Suite struct TLSEngineTests {
    private let federation: Federation
    private let stranger: Federation

    init() throws {
        federation = try Federation()
        stranger = try Federation()
    }

    private struct Outcome {
        var client: TransportError?
        var server: TransportError?
    }

    /// Runs a handshake, and has the client read as it does before it can know what the server thought of it.
    private func shakeHands(client: TLSIdentity, server: TLSIdentity) throws -> Outcome {
        let (clientEngine, serverEngine) = (
            try TLSEngine(client.context, role: .client), try TLSEngine(server.context, role: .server)
        )
        var outcome = Outcome()
        for _ in 0..<10 {
            outcome.client = outcome.client ?? advance(clientEngine)
            transfer(from: clientEngine, to: serverEngine)
            outcome.server = outcome.server ?? advance(serverEngine)
            transfer(from: serverEngine, to: clientEngine)
        }
        return outcome
    }

    private func advance(_ engine: TLSEngine) -> TransportError? {
        do throws(TransportError) {
            if try engine.handshake() { try read(from: engine) }
            return nil
        } catch {
            return error
        }
    }

    private func read(from engine: TLSEngine) throws(TransportError) {
        var buffer = [UInt8](repeating: 0, count: 100)
        let result = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(TransportError) in try engine.read(into: bytes) }
        }
        _ = try result.get()
    }

    private func transfer(from engine: TLSEngine, to other: TLSEngine) {
        var ciphertext: [UInt8] = []
        engine.takeCiphertext(into: &ciphertext)
        ciphertext.withUnsafeBytes { if !$0.isEmpty { other.receive($0) } }
    }

    @Test func membersOfOneFederationAgree() throws {
        let outcome = try shakeHands(
            client: federation.identity(Federation.alice), server: federation.identity(Federation.server))
        #expect(outcome.client == nil)
        #expect(outcome.server == nil)
    }

    @Test func aServerOfAnotherFederationIsRefused() throws {
        let outcome = try shakeHands(
            client: federation.identity(Federation.alice), server: stranger.identity(Federation.server))
        #expect(outcome.client == .handshakeFailed(.certificate(.foreign, of: .peers)))
        #expect(outcome.server == .handshakeFailed(.certificate(.foreign, of: .own)))
    }

    @Test func aClientOfAnotherFederationIsRefusedAndLearnsWhy() throws {
        let intruder = try stranger.identity(Federation.alice, trusting: federation.authority)
        let outcome = try shakeHands(client: intruder, server: federation.identity(Federation.server))
        #expect(outcome.client == .handshakeFailed(.certificate(.foreign, of: .own)))
        #expect(outcome.server == .handshakeFailed(.certificate(.foreign, of: .peers)))
    }

    @Test func aParticipantCannotIssueCertificates() throws {
        let key = try SigningKey.generate()
        let alice = try federation.authority.issue(commonName: "a", uri: Federation.alice, key: key.verificationKey)
        let usurper = try CertificateAuthority(certificate: alice, key: key)
        let forgedKey = try SigningKey.generate()
        let forged = try usurper.issue(commonName: "s", uri: Federation.server, key: forgedKey.verificationKey)
        let identity = try TLSIdentity(
            unchecked: forged, key: forgedKey, authority: federation.authority.certificate)
        let outcome = try shakeHands(client: federation.identity(Federation.alice), server: identity)
        #expect(outcome.client == .handshakeFailed(.certificate(.foreign, of: .peers)))
    }

    @Test func anExpiredServerIsRefused() throws {
        let expired = try federation.identity(Federation.server, validFrom: Federation.longAgo)
        let outcome = try shakeHands(client: federation.identity(Federation.alice), server: expired)
        #expect(outcome.client == .handshakeFailed(.certificate(.expired, of: .peers)))
        #expect(outcome.server == .handshakeFailed(.certificate(.expired, of: .own)))
    }

    @Test func anExpiredClientIsRefusedAndLearnsWhy() throws {
        let expired = try federation.identity(Federation.alice, validFrom: Federation.longAgo)
        let outcome = try shakeHands(client: expired, server: federation.identity(Federation.server))
        #expect(outcome.client == .handshakeFailed(.certificate(.expired, of: .own)))
        #expect(outcome.server == .handshakeFailed(.certificate(.expired, of: .peers)))
    }

    @Test func aCertificateFromTheFutureIsRefused() throws {
        let early = try federation.identity(Federation.alice, validFrom: Date(timeIntervalSinceNow: 86_400))
        let outcome = try shakeHands(client: early, server: federation.identity(Federation.server))
        #expect(outcome.server == .handshakeFailed(.certificate(.notYetValid, of: .peers)))
        guard case .handshakeFailed(.certificate(.other, of: .own)) = outcome.client else {
            Issue.record("\(String(describing: outcome.client))")
            return
        }
    }

    @Test func bytesThatAreNoTLSAreNamed() throws {
        let engine = try TLSEngine(federation.identity(Federation.server).context, role: .server)
        Array("GET / HTTP/1.1\r\n\r\n".utf8).withUnsafeBytes { engine.receive($0) }
        #expect(throws: TransportError.handshakeFailed(.protocolVersion)) { try engine.handshake() }
    }

    @Test(arguments: Seeded.seeds) func noiseIsRefusedAndNeverTraps(seed: UInt64) throws {
        var random = Seeded(seed)
        let identity = try federation.identity(Federation.server)
        for _ in 0..<50 {
            let engine = try TLSEngine(identity.context, role: .server)
            // The beginning of a handshake record (RFC 8446 §5.1), so that the noise gets past the first look.
            let noise = [0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3] + random.bytes(300)
            noise.withUnsafeBytes { engine.receive($0) }
            #expect((try? engine.handshake()) != true, "seed \(seed)")
        }
    }

    @Test func anIdentityFitsTogetherOrIsRefused() throws {
        let key = try SigningKey.generate()
        let certificate = try federation.authority.issue(
            commonName: "a", uri: Federation.alice, key: key.verificationKey)
        #expect(throws: TransportError.identityInvalid(reason: "the key is not the one in the certificate")) {
            try TLSIdentity(
                certificate: certificate, key: .generate(), authority: federation.authority.certificate)
        }
        #expect(throws: TransportError.identityInvalid(reason: "the certificate was not issued by the CA")) {
            try TLSIdentity(certificate: certificate, key: key, authority: stranger.authority.certificate)
        }
        #expect(throws: Never.self) {
            try TLSIdentity(certificate: certificate, key: key, authority: federation.authority.certificate)
        }
    }
}
