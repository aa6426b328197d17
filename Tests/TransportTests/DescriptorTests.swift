import Glibc
import Testing

@testable import Transport

/// In processes of their own: descriptors are the whole process's, and other tests open some meanwhile.
@Suite(.timeLimit(.minutes(30))) struct DescriptorTests {
    /// Everything that opens a descriptor, successfully and not.
    private static func exercise(_ federation: Federation) async throws {
        let alice = try federation.identity(Federation.alice)
        let listening = try TestServer(federation.identity(Federation.server))
        let port = try listening.port
        for _ in 0..<5 {
            let client = try await dial(port, as: alice).get()
            let (here, there) = (Recorder(), Recorder())
            let server = await listening.connection()
            client.start(here)
            server.start(there)
            client.send([1, 2, 3])
            _ = try await there.frame()
            client.close()
            _ = await here.closing()
            _ = await there.closing()
        }
        let stranger = try Federation().identity(Federation.alice)
        _ = await dial(port, as: stranger)
        _ = await listening.refusal()
        try await listening.stop()
        _ = await dial(port, as: alice)
    }

    @Test func noneLeaks() async {
        await #expect(processExitsWith: .success) {
            let federation = try Federation()
            // The first time opens what stays open: Dispatch's own descriptors, and the poller's.
            try await DescriptorTests.exercise(federation)
            let before = openDescriptorCount()
            for _ in 0..<10 {
                try await DescriptorTests.exercise(federation)
            }
            // Sockets close on their own queues, a little after the last word about them.
            let deadline = ContinuousClock.now + .seconds(20)
            while openDescriptorCount() > before, ContinuousClock.now < deadline { await Task.yield() }
            precondition(openDescriptorCount() <= before, "descriptors leak")
        }
    }

    @Test func aListenerOutOfDescriptorsRecovers() async {
        await #expect(processExitsWith: .success) {
            let listening = try TestServer(Federation().identity(Federation.server))
            // The first opens what stays open: Dispatch's own descriptors, the poller's, and its own for as long as it stays.
            let first = try RawSocket(connectingTo: try listening.port)
            try first.send(Array("nonsense".utf8))
            _ = await listening.refusal()
            _ = await first.readToEnd()
            var hoard: [Int32] = []
            // All descriptors that there are; then one connection more than can be accepted.
            let extra = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            while case let descriptor = dup(extra), descriptor >= 0 { hoard.append(descriptor) }
            close(extra)
            let second = try RawSocket(connectingTo: try listening.port)
            guard case .cannotOpen = await listening.refusal() else { preconditionFailure("it accepted") }
            hoard.forEach { close($0) }
            try second.send(Array("nonsense".utf8))
            // Until they are closed it tries again and again, and says so each time.
            var error = await listening.refusal()
            while case .cannotOpen = error { error = await listening.refusal() }
            precondition(error == .handshakeFailed(.protocolVersion), "\(error)")
            withExtendedLifetime(first) {}
        }
    }

    @Test func theLimitIsRaisedToTheHardOne() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 256, rlim_max: 512)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            precondition(DescriptorLimit.raise() == 512)
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            precondition(limit.rlim_cur == 512)
        }
    }

    @Test func aDescriptorThatWasClosedByOthersIsADefect() async {
        await #expect(processExitsWith: .failure) {
            let descriptor = FileDescriptor(owning: dup(0))
            close(descriptor.rawValue)
        }
    }
}
