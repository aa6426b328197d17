import Dispatch

/// A socket with word of when it can be read and written, on one queue.
///
/// Must be closed before it is let go. `@unchecked Sendable`: confined to its queue.
final class SocketChannel: @unchecked Sendable {
    private let queue: DispatchQueue
    private let poller: Poller
    private var descriptor: FileDescriptor?
    private var registration: UInt64 = 0
    /// What the poller was asked for and has not told yet.
    private var armed: Readiness = []
    private var isHandling = false
    private var closed: [() -> Void] = []

    /// Called when there is something to receive, as long as `isReading`.
    var onReadable: () -> Void = {}
    /// Called when there is room to send, as long as `isWriting`.
    var onWritable: () -> Void = {}

    var isReading = false {
        didSet { arm() }
    }

    var isWriting = false {
        didSet { arm() }
    }

    init(_ descriptor: consuming FileDescriptor, queue: DispatchQueue) throws(SystemError) {
        self.queue = queue
        poller = try Poller.shared.get()
        let socket = descriptor.rawValue
        self.descriptor = consume descriptor
        // The poller keeps the channel until it is closed.
        registration = try poller.add(self, socket)
    }

    /// Makes a call on the socket.
    ///
    /// - Precondition: the channel is not closed.
    func withDescriptor<Result: ~Copyable, Failure: Error>(
        _ body: (borrowing FileDescriptor) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        dispatchPrecondition(condition: .onQueue(queue))
        switch descriptor {
        case .some(let descriptor): return try body(descriptor)
        case nil: preconditionFailure("the channel is closed")
        }
    }

    /// Has something called once the socket is closed, on the queue.
    func whenClosed(_ body: @escaping () -> Void) {
        closed.append(body)
        if descriptor == nil { callClosed() }
    }

    /// Closes the socket. Nothing is heard of it any more.
    func close() {
        dispatchPrecondition(condition: .onQueue(queue))
        guard let socket = descriptor?.rawValue else { return }
        poller.remove(registration, socket)
        descriptor = nil
        (onReadable, onWritable) = ({}, {})
        callClosed()
    }

    /// Word from the poller, on its thread.
    func becameReady(_ readiness: Readiness) {
        queue.async { self.handle(readiness) }
    }

    private func handle(_ readiness: Readiness) {
        guard descriptor != nil else { return }
        armed = []
        isHandling = true
        // Whoever reads learns more of an ending than whoever writes, so it comes first.
        if isReading, !readiness.isDisjoint(with: [.reading, .ending]) { onReadable() }
        if isWriting, !readiness.isDisjoint(with: [.writing, .ending]) { onWritable() }
        isHandling = false
        arm()
    }

    /// Asks for what is wanted, unless that was asked for already. More than is wanted does no harm: it comes once.
    private func arm() {
        let wanted = (isReading ? Readiness.reading : []).union(isWriting ? .writing : [])
        guard !isHandling, !wanted.isSubset(of: armed), let socket = descriptor?.rawValue else { return }
        armed = wanted
        poller.arm(registration, socket, for: wanted)
    }

    /// Not within `close()`, whose callers are in the middle of something.
    private func callClosed() {
        queue.async {
            let closed = self.closed
            self.closed = []
            closed.forEach { $0() }
        }
    }
}
