package import Dispatch
import Primitives

/// A connection over TLS 1.3. See `Connection`.
///
/// `@unchecked Sendable`: what is not constant is touched on `queue` only, which the methods check.
package final class TLSConnection: Connection, @unchecked Sendable {
    enum Phase {
        /// Frames go both ways.
        case open
        /// What is queued is still sent, nothing is read.
        case closing
        /// Only the socket has still to go.
        case closed
    }

    package let peer: PeerIdentity
    package let remoteAddress: String
    package let queue: DispatchQueue

    let limits: TransportLimits
    let stream: TLSStream
    let account: ByteBudget.Account
    var decoder: FrameDecoder
    var reservation = Reservation.none
    var sendQueue = SendQueue()
    /// Who wants to hear that nothing waits to be sent any more.
    var awaitingSent: [@Sendable () -> Void] = []
    var phase = Phase.open
    /// Why nothing can be sent any more, while there may still be something to read.
    var brokenWrite: TransportError?
    var handler: (any ConnectionHandler)?

    private var deadline: Deadline?
    private var closeError: TransportError?
    private var isGone = false

    /// Takes over a stream whose handshake is done. Call on `queue`.
    init(
        _ stream: TLSStream, peer: PeerIdentity, remoteAddress: String, limits: TransportLimits, budget: ByteBudget
    ) {
        self.stream = stream
        self.peer = peer
        self.remoteAddress = remoteAddress
        self.limits = limits
        queue = stream.queue
        account = budget.makeAccount()
        decoder = FrameDecoder(limit: limits.frameByteCount)
        deadline = Deadline(queue: queue) { [weak self] in self?.deadlineMissed() }
        deadline?.set(after: limits.idleDeadline)
        stream.isReading = false
        stream.whenClosed { self.streamClosed() }
        stream.user = self
    }

    package func start(_ handler: any ConnectionHandler) {
        queue.async {
            precondition(self.handler == nil, "the connection was started before")
            self.handler = handler
            if self.isGone {
                self.streamClosed()
            } else {
                self.pump()
            }
        }
    }

    package func send(_ payload: [UInt8]) {
        precondition(payload.count <= limits.frameByteCount, "a frame of \(payload.count) bytes is too long")
        queue.async {
            guard self.phase == .open, self.brokenWrite == nil else { return }
            self.sendQueue.append(payload)
            self.flush()
            let waiting = self.sendQueue.byteCount + self.stream.unsentByteCount
            if waiting > self.limits.queuedByteCount {
                self.end(.peerTooSlow(queuedByteCount: waiting))
            }
        }
    }

    package func whenSent(_ body: @escaping @Sendable () -> Void) {
        queue.async {
            guard self.phase == .open, self.brokenWrite == nil else { return }
            self.awaitingSent.append(body)
            self.flush()
        }
    }

    package func close() {
        queue.async {
            guard self.phase == .open else { return }
            self.phase = .closing
            self.stopReading()
            self.deadline?.set(after: self.limits.lingerDeadline)
            if let error = self.brokenWrite {
                self.end(error)
            } else {
                self.flush()
            }
        }
    }

    /// Ends the connection now.
    func end(_ error: TransportError) {
        dispatchPrecondition(condition: .onQueue(queue))
        guard phase != .closed else { return }
        phase = .closed
        closeError = error
        stopReading()
        sendQueue = SendQueue()
        stream.abort()
    }

    /// Everything is sent; what remains is to part from the peer.
    func finish() {
        stream.finish()
    }

    private func deadlineMissed() {
        guard phase == .open else { return end(.timedOut(.closing)) }
        let silence = Duration.nanoseconds(DispatchTime.now().uptimeNanoseconds - stream.lastProgress.uptimeNanoseconds)
        let patience = Self.patience(limits.idleDeadline, after: silence, isReading: !reservation.isAwaited)
        guard let patience else { return end(.timedOut(.idle)) }
        deadline?.set(after: patience)
    }

    /// How much longer a peer may be silent; nil when it may not. Whoever is not being read from is not to blame.
    static func patience(_ idleDeadline: Duration, after silence: Duration, isReading: Bool) -> Duration? {
        guard isReading else { return idleDeadline }
        return silence < idleDeadline ? idleDeadline - silence : nil
    }

    private func streamClosed() {
        isGone = true
        phase = .closed
        awaitingSent = []
        deadline?.stop()
        let handler = handler
        self.handler = nil
        handler?.connection(self, didCloseWith: closeError)
    }
}

extension TLSConnection: TLSStreamUser {
    func streamIsReadable() {
        pump()
    }

    func streamIsWritable() {
        flush()
    }
}
