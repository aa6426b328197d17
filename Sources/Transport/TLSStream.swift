import Dispatch

/// Who drives a stream at the moment: the handshake first, then the connection.
protocol TLSStreamUser: AnyObject {
    func streamIsReadable()
    func streamIsWritable()
}

/// A TLS engine on a socket: moves ciphertext between the two, and knows how to part from a peer.
///
/// `@unchecked Sendable`: confined to its queue.
final class TLSStream: @unchecked Sendable {
    /// How much is received at once.
    private static let receiveByteCount = 1 << 15

    let engine: TLSEngine
    let queue: DispatchQueue
    private let channel: SocketChannel
    private var outbox: [UInt8] = []
    private var sentCount = 0
    private var hasShutDown = false
    private var hasClosed = false

    /// When bytes last moved, either way.
    private(set) var lastProgress = DispatchTime.now()

    /// Kept until the stream is closed.
    var user: (any TLSStreamUser)?

    init(_ channel: SocketChannel, engine: TLSEngine, queue: DispatchQueue) {
        self.channel = channel
        self.engine = engine
        self.queue = queue
        channel.onReadable = { [unowned self] in user?.streamIsReadable() }
        channel.onWritable = { [unowned self] in user?.streamIsWritable() }
        channel.whenClosed { self.user = nil }
    }

    /// Whether the user wants to hear of readability. Of writability it hears after `flush` left something.
    var isReading: Bool {
        get { channel.isReading }
        set { channel.isReading = newValue }
    }

    /// Has something called once the socket is closed.
    func whenClosed(_ body: @escaping () -> Void) {
        channel.whenClosed(body)
    }

    /// Passes what the socket has to the engine.
    func receive() throws(TransportError) -> FileDescriptor.Received {
        var received = FileDescriptor.Received.nothingYet
        do {
            received = try withUnsafeTemporaryAllocation(byteCount: Self.receiveByteCount, alignment: 16) { buffer in
                let received = try channel.withDescriptor { try $0.receive(into: buffer) }
                if case .bytes(let count) = received {
                    engine.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
                return received
            }
        } catch {
            throw .connectionLost(reason: "\(error)")
        }
        if case .bytes = received { lastProgress = .now() }
        return received
    }

    /// Passes what the engine has to the socket.
    ///
    /// - Returns: whether all of it is gone; if not, the user hears when there is room again.
    func flush() throws(TransportError) -> Bool {
        engine.takeCiphertext(into: &outbox)
        while sentCount < outbox.count {
            let count = try sendSome()
            guard count > 0 else {
                channel.isWriting = true
                return false
            }
            sentCount += count
            lastProgress = .now()
        }
        outbox.removeAll(keepingCapacity: true)
        sentCount = 0
        channel.isWriting = false
        return true
    }

    /// How much ciphertext waits for the socket.
    var unsentByteCount: Int { outbox.count - sentCount }

    private func sendSome() throws(TransportError) -> Int {
        do {
            return try outbox.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[sentCount...])
                return try channel.withDescriptor { try $0.send(rest) }
            }
        } catch {
            throw .connectionLost(reason: "\(error)")
        }
    }
}

extension TLSStream {
    /// Says goodbye, sends what is left, and closes the socket once the peer has closed its end: to close before would
    /// make the kernel throw away, on both sides, what the peer has not read yet, an alert for instance. Whoever calls
    /// this bounds it with `abort()`.
    func finish() {
        engine.sayGoodbye()
        user = nil
        channel.onReadable = { [unowned self] in discard() }
        channel.onWritable = { [unowned self] in drain() }
        channel.isReading = true
        drain()
    }

    /// Says goodbye if there is room for it, and closes the socket.
    func abort() {
        guard !hasClosed else { return }
        engine.sayGoodbye()
        // Whatever comes of it, this is the end.
        _ = try? flush()
        closeSocket()
    }

    /// Closes the socket without a word.
    func closeSocket() {
        hasClosed = true
        channel.close()
    }

    private func drain() {
        do {
            guard try flush(), !hasShutDown else { return }
            hasShutDown = true
            try channel.withDescriptor { try $0.shutDownWriting() }
        } catch {
            closeSocket()
        }
    }

    private func discard() {
        withUnsafeTemporaryAllocation(byteCount: Self.receiveByteCount, alignment: 16) { buffer in
            let received = try? channel.withDescriptor { try $0.receive(into: buffer) }
            if received == nil || received == .end { closeSocket() }
        }
    }
}
