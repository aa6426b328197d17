import Primitives

/// Brings a fresh stream to the point where both sides know each other, or ends it.
///
/// `@unchecked Sendable`: confined to the stream's queue.
final class TLSHandshake: TLSStreamUser, @unchecked Sendable {
    typealias Outcome = Result<PeerIdentity, TransportError>

    private let stream: TLSStream
    private let limits: TransportLimits
    private let expectedPeer: String?
    private var completion: ((Outcome) -> Void)?
    private var deadline: Deadline?

    /// - Parameters:
    ///   - expectedPeer: the URI that the peer's certificate must name; nil where anybody of the federation is welcome.
    ///   - completion: called once. After a failure the stream ends by itself.
    init(
        _ stream: TLSStream, limits: TransportLimits, expectedPeer: String?, completion: @escaping (Outcome) -> Void
    ) {
        self.stream = stream
        self.limits = limits
        self.expectedPeer = expectedPeer
        self.completion = completion
    }

    func start() {
        stream.user = self
        deadline = Deadline(queue: stream.queue) { [weak self] in self?.fail(.timedOut(.handshaking)) }
        deadline?.set(after: limits.handshakeDeadline)
        stream.whenClosed { self.deadline?.stop() }
        advance()
    }

    /// Gives up at once.
    func cancel() {
        complete(.failure(.cancelled))
        stream.abort()
    }

    func streamIsReadable() {
        advance()
    }

    func streamIsWritable() {
        advance()
    }

    private func advance() {
        do throws(TransportError) {
            while try !stream.engine.handshake() {
                _ = try stream.flush()
                guard try receive() else {
                    stream.isReading = true
                    return
                }
            }
            _ = try stream.flush()
            let peer = try identifyPeer()
            deadline?.stop()
            complete(.success(peer))
        } catch {
            fail(error)
        }
    }

    /// - Returns: whether there was something.
    private func receive() throws(TransportError) -> Bool {
        switch try stream.receive() {
        case .bytes: return true
        case .end: throw .handshakeFailed(.closed)
        case .nothingYet: return false
        }
    }

    private func identifyPeer() throws(TransportError) -> PeerIdentity {
        let peer = try PeerIdentity(stream.engine.peerCertificate())
        if let expectedPeer, peer.uri != expectedPeer {
            throw .handshakeFailed(.otherPeer(found: peer.uri, expected: expectedPeer))
        }
        return peer
    }

    private func fail(_ error: TransportError) {
        if case .handshakeFailed(let problem) = error, problem != .closed {
            // The peer is to learn why, so the stream ends in peace, within another deadline.
            deadline = Deadline(queue: stream.queue) { [stream] in stream.abort() }
            deadline?.set(after: limits.lingerDeadline)
            stream.finish()
        } else {
            stream.abort()
        }
        complete(.failure(error))
    }

    private func complete(_ outcome: Outcome) {
        let completion = completion
        self.completion = nil
        completion?(outcome)
    }
}
