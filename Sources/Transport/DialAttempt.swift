import Dispatch
import Glibc

/// A connection in the making.
///
/// `@unchecked Sendable`: what changes is touched on `queue` only.
package final class DialAttempt: @unchecked Sendable {
    typealias Completion = @Sendable (Result<TLSConnection, TransportError>) -> Void

    private enum State {
        case resolving
        case connecting(SocketChannel)
        case handshaking(TLSHandshake)
        case done
    }

    private let target: DialTarget
    private let queue: DispatchQueue
    private let completion: Completion
    private var state = State.resolving
    private var remaining: ArraySlice<SocketAddress> = []
    private var lastError: TransportError
    private var deadline: Deadline?

    init(_ target: DialTarget, queue: DispatchQueue, completion: @escaping Completion) {
        self.target = target
        self.queue = queue
        self.completion = completion
        lastError = .cannotResolve(host: target.host, reason: "it has no address")
    }

    /// Gives up: the completion hears `cancelled`, unless it was called before. From any thread.
    package func cancel() {
        queue.async {
            switch self.state {
            case .resolving: self.complete(.failure(.cancelled))
            case .connecting(let channel):
                self.deadline?.stop()
                channel.close()
                self.complete(.failure(.cancelled))
            case .handshaking(let handshake): handshake.cancel()
            case .done: break
            }
        }
    }

    /// Asking for addresses blocks, so another thread does it.
    func start() {
        DispatchQueue.global().async { [self] in
            let addresses = Result { () throws(TransportError) in
                try Resolver.addresses(of: target.host, port: target.port)
            }
            queue.async { self.resolved(addresses) }
        }
    }

    private func resolved(_ addresses: Result<[SocketAddress], TransportError>) {
        guard case .resolving = state else { return }
        switch addresses {
        case .success(let addresses):
            remaining = addresses[...]
            connectToNext()
        case .failure(let error): complete(.failure(error))
        }
    }

    private func connectToNext() {
        guard let address = remaining.popFirst() else { return complete(.failure(lastError)) }
        do throws(SystemError) {
            let descriptor = try FileDescriptor.tcpSocket(for: address)
            try descriptor.setConnectionOptions()
            let isConnected = try descriptor.connect(to: address)
            let channel = try SocketChannel(descriptor, queue: queue)
            state = .connecting(channel)
            isConnected ? connected(channel, to: address) : wait(for: channel, to: address)
        } catch {
            failed(error, to: address)
        }
    }

    private func wait(for channel: SocketChannel, to address: SocketAddress) {
        channel.onWritable = { [unowned channel] in self.writable(channel, to: address) }
        channel.isWriting = true
        deadline = Deadline(queue: queue) { [weak self, channel] in
            // The channel keeps the attempt: it goes last.
            guard let self else { return }
            channel.close()
            lastError = .timedOut(.connecting)
            connectToNext()
        }
        deadline?.set(after: target.limits.connectDeadline)
    }

    private func writable(_ channel: SocketChannel, to address: SocketAddress) {
        deadline?.stop()
        channel.isWriting = false
        do throws(SystemError) {
            try channel.withDescriptor { descriptor throws(SystemError) in try descriptor.checkConnected() }
            connected(channel, to: address)
        } catch {
            channel.close()
            failed(error, to: address)
        }
    }

    private func failed(_ error: SystemError, to address: SocketAddress) {
        switch error.code {
        case ECONNREFUSED: lastError = .refused(address: "\(address)")
        case ETIMEDOUT: lastError = .timedOut(.connecting)
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: lastError = .cannotOpen(reason: error.reason)
        default: lastError = .unreachable(address: "\(address)", reason: error.reason)
        }
        connectToNext()
    }

    private func connected(_ channel: SocketChannel, to address: SocketAddress) {
        do throws(TransportError) {
            let stream = TLSStream(
                channel, engine: try TLSEngine(target.identity.context, role: .client), queue: queue)
            let handshake = TLSHandshake(stream, limits: target.limits, expectedPeer: target.expectedPeer) { outcome in
                self.complete(
                    outcome.map { peer in
                        TLSConnection(
                            stream, peer: peer, remoteAddress: "\(address)", limits: self.target.limits,
                            budget: self.target.budget)
                    })
            }
            state = .handshaking(handshake)
            handshake.start()
        } catch {
            channel.close()
            complete(.failure(error))
        }
    }

    private func complete(_ result: Result<TLSConnection, TransportError>) {
        if case .done = state { return }
        state = .done
        completion(result)
    }
}
