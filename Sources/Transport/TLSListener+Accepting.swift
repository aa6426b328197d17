import Dispatch
import Glibc
import Synchronization

extension TLSListener {
    /// How long to wait when the system has no descriptor for another connection.
    private static let exhaustionPause = DispatchTimeInterval.milliseconds(100)

    /// Takes in all that wait.
    func acceptAll() {
        while true {
            do throws(SystemError) {
                let accepted = try channel.withDescriptor { socket throws(SystemError) in try socket.accept() }
                guard let accepted else { return }
                admit(accepted)
            } catch {
                guard goesOn(after: error) else { return }
            }
        }
    }

    /// accept(2): errors of the connection that was to be accepted show up here too, and say nothing about the next.
    private func goesOn(after error: SystemError) -> Bool {
        guard [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.code) else { return true }
        handler.listener(self, didRefuse: "\(address)", because: .cannotOpen(reason: error.reason))
        channel.isReading = false
        queue.asyncAfter(deadline: .now() + Self.exhaustionPause) {
            self.channel.isReading = !self.isStopped
        }
        return false
    }

    private func admit(_ descriptor: consuming FileDescriptor) {
        guard let address = try? descriptor.remoteAddress() else { return }  // gone already
        let place = address.neighbourhood
        if let cap = state.withLock({ $0.admission.admit(from: place) }) {
            handler.listener(self, didRefuse: "\(address)", because: .tooManyConnections(cap))
            return
        }
        let queue = DispatchQueue(label: "grok.transport.connection", target: target)
        do throws(SystemError) {
            let channel = try SocketChannel(descriptor, queue: queue)
            let connection = AcceptedConnection(listener: self, channel: channel, queue: queue, address: address)
            state.withLock { $0.unauthenticated[ObjectIdentifier(connection)] = connection }
            connection.start()
        } catch {
            state.withLock { state in
                state.admission.settle(from: place)
                state.admission.remove()
            }
            handler.listener(self, didRefuse: "\(address)", because: .cannotOpen(reason: error.reason))
        }
    }

    /// The connection showed who it is.
    func settle(_ connection: AcceptedConnection, from place: [UInt8]) {
        state.withLock { $0.settle(connection, from: place) }
    }

    /// The connection is gone, without having shown who it is or after that. In one step: between two, another stranger
    /// would find room that the connection still takes.
    func remove(_ connection: AcceptedConnection, from place: [UInt8], isSettled: Bool) {
        state.withLock { state in
            if !isSettled { state.settle(connection, from: place) }
            state.admission.remove()
        }
    }
}
