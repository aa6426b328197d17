package import Dispatch

/// One end of a connection inside this process, without TLS or a network: for tests of whatever talks through a
/// `Connection`. Frames, limits, budget and closing are as with `TLSConnection`.
///
/// `@unchecked Sendable`: what is not constant is touched on `queue` only.
package final class MemoryConnection: Connection, @unchecked Sendable {
    package let peer: PeerIdentity
    package let remoteAddress = "memory"
    package let queue = DispatchQueue(label: "grok.transport.memory")

    private let limits: TransportLimits
    private let account: ByteBudget.Account
    /// Both ends hold each other until they are closed.
    private var other: MemoryConnection?
    private var handler: (any ConnectionHandler)?
    /// Frames from the other end that were not taken yet, and whether it closed after them.
    private var inbox: [[UInt8]] = []
    private var isEnded = false
    private var isAwaitingBytes = false
    /// How much the other end has not taken yet.
    private var queuedByteCount = 0
    /// Who wants to hear that nothing waits any more.
    private var waiting: [@Sendable () -> Void] = []
    private var outcome: Result<Void, TransportError>?

    private init(peer: PeerIdentity, limits: TransportLimits, budget: ByteBudget) {
        self.peer = peer
        self.limits = limits
        account = budget.makeAccount()
    }

    /// Two ends of one connection.
    ///
    /// - Parameters:
    ///   - left: who the left end is, and so whom the right end sees.
    ///   - right: who the right end is.
    package static func makePair(
        left: (identity: PeerIdentity, budget: ByteBudget), right: (identity: PeerIdentity, budget: ByteBudget),
        limits: TransportLimits = TransportLimits()
    ) -> (left: MemoryConnection, right: MemoryConnection) {
        let leftEnd = MemoryConnection(peer: right.identity, limits: limits, budget: left.budget)
        let rightEnd = MemoryConnection(peer: left.identity, limits: limits, budget: right.budget)
        (leftEnd.other, rightEnd.other) = (rightEnd, leftEnd)
        return (leftEnd, rightEnd)
    }

    package func start(_ handler: any ConnectionHandler) {
        queue.async {
            precondition(self.handler == nil, "the connection was started before")
            self.handler = handler
            if let outcome = self.outcome {
                self.finish(outcome)
            } else {
                self.takeFrames()
            }
        }
    }

    package func send(_ payload: [UInt8]) {
        precondition(payload.count <= limits.frameByteCount, "a frame of \(payload.count) bytes is too long")
        queue.async {
            guard self.outcome == nil else { return }
            self.queuedByteCount += payload.count
            if self.queuedByteCount > self.limits.queuedByteCount {
                self.finish(.failure(.peerTooSlow(queuedByteCount: self.queuedByteCount)))
            } else {
                self.other?.arrived(payload)
            }
        }
    }

    package func close() {
        queue.async {
            if self.outcome == nil { self.finish(.success(())) }
        }
    }

    private func arrived(_ payload: [UInt8]) {
        queue.async {
            self.inbox.append(payload)
            self.takeFrames()
        }
    }

    private func otherClosed() {
        queue.async {
            self.isEnded = true
            self.takeFrames()
        }
    }

    private func taken(_ byteCount: Int) {
        queue.async {
            self.queuedByteCount -= byteCount
            self.tellWhoWaits()
        }
    }

    package func whenSent(_ body: @escaping @Sendable () -> Void) {
        queue.async {
            self.waiting.append(body)
            self.tellWhoWaits()
        }
    }

    private func tellWhoWaits() {
        guard outcome == nil, queuedByteCount == 0 else { return }
        let bodies = waiting
        waiting = []
        for body in bodies { body() }
    }

    private func takeFrames() {
        guard let handler, outcome == nil, !isAwaitingBytes else { return }
        while let frame = inbox.first {
            guard reserve(ByteBudget.cost(ofFrame: frame.count)) else { return }
            deliver(inbox.removeFirst(), to: handler)
        }
        if isEnded { finish(.failure(.peerClosed)) }
    }

    private func reserve(_ byteCount: Int) -> Bool {
        let isGranted = account.reserve(byteCount) { [self] in queue.async { self.granted(byteCount) } }
        isAwaitingBytes = !isGranted
        return isGranted
    }

    private func granted(_ byteCount: Int) {
        guard outcome == nil, let handler else { return account.release(byteCount) }
        isAwaitingBytes = false
        deliver(inbox.removeFirst(), to: handler)
        takeFrames()
    }

    private func deliver(_ frame: [UInt8], to handler: any ConnectionHandler) {
        other?.taken(frame.count)
        let receipt = ReceiptToken(account: account, byteCount: ByteBudget.cost(ofFrame: frame.count))
        handler.connection(self, didReceive: frame, receipt: receipt)
    }

    private func finish(_ outcome: Result<Void, TransportError>) {
        self.outcome = outcome
        account.withdraw()
        inbox = []
        waiting = []
        other?.otherClosed()
        other = nil
        let handler = handler
        self.handler = nil
        let error: TransportError? = if case .failure(let error) = outcome { error } else { nil }
        handler?.connection(self, didCloseWith: error)
    }
}
