/// A TCP connection without TLS.
///
/// Lives until it is closed. `@unchecked Sendable`: confined to its listener's queue, on which every call comes.
package final class PlainStream: @unchecked Sendable {
    /// How much is received at once.
    private static let receiveByteCount = 1 << 12

    private let channel: SocketChannel
    private var outbox: [[UInt8]] = []
    private var sentCount = 0
    private var isFinishing = false
    private var isOpen = true

    /// Called with what has arrived.
    package var onReceive: ([UInt8]) -> Void = { _ in }
    /// Called once everything sent so far is the kernel's.
    package var onSent: () -> Void = {}

    /// How many bytes wait to be sent.
    package private(set) var unsentByteCount = 0

    init(_ channel: SocketChannel) {
        self.channel = channel
        channel.onReadable = { self.receive() }
        channel.onWritable = { self.flush() }
        channel.whenClosed {
            self.isOpen = false
            (self.onReceive, self.onSent) = ({ _ in }, {})
        }
    }

    /// Begins to read.
    package func start() { channel.isReading = true }

    /// Has something called once the socket is closed, by whichever side.
    package func whenClosed(_ body: @escaping () -> Void) { channel.whenClosed(body) }

    /// Sends bytes after those before them. Never blocks: what the peer does not take waits.
    package func send(_ bytes: [UInt8]) {
        guard isOpen, !isFinishing, !bytes.isEmpty else { return }
        outbox.append(bytes)
        unsentByteCount += bytes.count
        flush()
    }

    /// Sends what waits, tells the peer that nothing more comes, and closes once the peer has closed its side: to close
    /// before would make the kernel throw away what the peer has not read yet. Whoever calls this bounds it with
    /// ``close()``.
    package func finish() {
        guard isOpen, !isFinishing else { return }
        isFinishing = true
        flush()
    }

    /// Closes at once.
    package func close() {
        isOpen = false
        channel.close()
    }

    private func receive() {
        guard isOpen else { return }
        withUnsafeTemporaryAllocation(byteCount: Self.receiveByteCount, alignment: 1) { buffer in
            let received = try? channel.withDescriptor { try $0.receive(into: buffer) }
            switch received {
            case .bytes(let count)?: if !isFinishing { onReceive(Array(buffer[..<count])) }
            case .nothingYet?: break
            case .end?, nil: close()
            }
        }
    }

    private func flush() {
        guard isOpen else { return }
        do {
            while let first = outbox.first {
                sentCount += try send(rest: first)
                guard sentCount == first.count else { return channel.isWriting = true }
                outbox.removeFirst()
                sentCount = 0
            }
            channel.isWriting = false
            if isFinishing { try channel.withDescriptor { try $0.shutDownWriting() } } else { onSent() }
        } catch {
            close()
        }
    }

    private func send(rest bytes: [UInt8]) throws -> Int {
        let count = try bytes.withUnsafeBytes { bytes in
            try channel.withDescriptor { try $0.send(UnsafeRawBufferPointer(rebasing: bytes[sentCount...])) }
        }
        unsentByteCount -= count
        return count
    }
}
