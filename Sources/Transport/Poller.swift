import CEpoll
import Dispatch
import Glibc
import Synchronization

/// Watches this process's sockets, and tells each one's queue when it is ready. Dispatch drives it: its one source
/// watches the epoll descriptor in which the sockets are.
///
/// Sockets get no Dispatch sources of their own, because those do not survive a peer that resets its connection:
/// libdispatch (swift-corelibs-libdispatch, issue 949) takes a descriptor that hangs up out of its own epoll set from
/// whichever thread is at hand, which loses the event that was to come, and can corrupt its tables.
///
/// `@unchecked Sendable`: the source is only kept, never used again.
final class Poller: @unchecked Sendable {
    /// The one of this process, made when first asked for.
    static let shared = Result { () throws(SystemError) in try Poller() }

    /// How many events are taken at once.
    private static let eventCount = 64

    private struct State {
        var channels: [UInt64: SocketChannel] = [:]
        var registrations: UInt64 = 0
    }

    private let descriptor: FileDescriptor
    private let source: any DispatchSourceRead
    private let state = Mutex(State())

    private init() throws(SystemError) {
        let descriptor = FileDescriptor(
            owning: try systemCall("epoll_create1") { epoll_create1(Int32(EPOLL_CLOEXEC)) })
        let queue = DispatchQueue(label: "grok.transport.poller")
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor.rawValue, queue: queue)
        self.descriptor = descriptor
        source.setEventHandler { self.deliver() }
        source.activate()
    }

    /// Begins to watch a socket, for nothing yet.
    ///
    /// - Returns: a number that no other registration ever has: an event that is late finds nobody, rather than the
    ///   next owner of the same descriptor.
    func add(_ channel: SocketChannel, _ socket: Int32) throws(SystemError) -> UInt64 {
        let registration = state.withLock { state in
            state.registrations += 1
            state.channels[state.registrations] = channel
            return state.registrations
        }
        do throws(SystemError) {
            try control(EPOLL_CTL_ADD, socket, [], registration)
        } catch {
            forget(registration)
            throw error
        }
        return registration
    }

    /// Asks for one word of readiness; after it, nothing comes until the next call.
    func arm(_ registration: UInt64, _ socket: Int32, for interest: Readiness) {
        do {
            try control(EPOLL_CTL_MOD, socket, interest, registration)
        } catch {
            preconditionFailure("a socket that is watched cannot be armed: \(error)")
        }
    }

    /// Stops watching a socket. To be called before it is closed.
    func remove(_ registration: UInt64, _ socket: Int32) {
        forget(registration)
        do {
            try control(EPOLL_CTL_DEL, socket, [], registration)
        } catch {
            preconditionFailure("a socket that is watched cannot be removed: \(error)")
        }
    }

    private func forget(_ registration: UInt64) {
        // Let go of outside the lock: a channel's end may be the end of much else.
        _ = state.withLock { $0.channels.removeValue(forKey: registration) }
    }

    private func control(
        _ operation: Int32, _ socket: Int32, _ interest: Readiness, _ registration: UInt64
    ) throws(SystemError) {
        var event = epoll_event(
            events: interest.rawValue | EPOLLONESHOT.rawValue, data: epoll_data_t(u64: registration))
        try systemCall("epoll_ctl") { epoll_ctl(descriptor.rawValue, operation, socket, &event) }
    }

    private func deliver() {
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.eventCount) { events in
            // Never blocks, and fails only for arguments that are wrong.
            let count = epoll_wait(descriptor.rawValue, events.baseAddress, Int32(events.count), 0)
            for event in events.prefix(max(0, Int(count))) {
                let channel = state.withLock { $0.channels[event.data.u64] }
                channel?.becameReady(Readiness(rawValue: event.events))
            }
        }
    }
}
