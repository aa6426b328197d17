import Glibc
import Synchronization
import Testing

@testable import Transport

/// Strangers without end: in a process of its own, whose descriptors and memory are looked at.
@Suite(.timeLimit(.minutes(60))) struct ConnectionFloodTests {
    /// `make soak` asks for a million.
    private static var attempts: Int {
        getenv("GROK_CONNECTION_ATTEMPTS").flatMap { Int(String(cString: $0)) } ?? 20_000
    }

    /// What a stranger does: says nothing and stays; says nonsense; stops in the middle of a record; resets at once.
    private static let openings: [[UInt8]?] = [
        [], Array("GET / HTTP/1.1\r\n\r\n".utf8), [0x16, 3, 1, 0, 200, 1, 0], nil,
    ]

    @Test func neitherDescriptorsNorMemoryGrowAndMembersGoOn() async {
        await #expect(processExitsWith: .success) {
            DescriptorLimit.raise()
            let federation = try Federation()
            var admission = AdmissionLimits()
            (admission.unauthenticated, admission.unauthenticatedFromAddress) = (64, 16)
            let server = try FloodedServer(federation.identity(Federation.server), admission: admission)
            let member = try await Self.join(server, federation)
            try await Self.flood(server, count: 1000)
            let memory = residentByteCount()
            try await Self.flood(server, count: Self.attempts) { try await member.echo() }
            let grown = residentByteCount() - memory
            // A busy machine lets some thousand closed connections wait for their turn; what each leaked would be more.
            #expect(grown < 128 << 20, "memory grew by \(grown) bytes")
            #expect(server.refusals >= Self.attempts / 10, "\(server.refusals) were refused")
            // Somebody new who knows who it is gets in, once the strangers' deadlines have passed.
            while server.connectionCount > 1 { await Task.yield() }
            _ = try await Self.join(server, federation)
            try await member.echo()
        }
    }

    /// - Parameter between: what a member does meanwhile.
    private static func flood(
        _ server: FloodedServer, count: Int, between: () async throws -> Void = {}
    ) async throws {
        var staying: [Stranger?] = Array(repeating: nil, count: 256)
        for number in 0..<count {
            let stranger = try Stranger(connectingTo: server.port, from: number)
            if let opening = openings[number % openings.count] {
                stranger.send(opening)
                staying[number % staying.count] = stranger
            }
            let connected = server.connectionCount
            try #require(connected <= 1 + 64, "\(connected) connections at once")
            try #require(number % 256 != 0 || openDescriptorCount() < 512, "\(openDescriptorCount()) descriptors")
            if number % 1000 == 0 { try await between() }
        }
    }

    /// Tries until somebody is in: the dialer's end of a handshake is no word of the listener, whose deadline a busy machine
    /// may let pass.
    private static func join(_ server: FloodedServer, _ federation: Federation) async throws -> Member {
        while true {
            let dialed = await dial(server.port, as: try federation.identity(Federation.alice))
            guard case .success(let connection) = dialed else { continue }
            let member = Member(connection)
            if await member.isIn() { return member }
        }
    }
}

/// Somebody of the federation, among the strangers.
private final class Member {
    private let connection: TLSConnection
    private let answers = Recorder()

    init(_ connection: TLSConnection) {
        self.connection = connection
        connection.start(answers)
    }

    /// Whether the listener's end of the handshake came to its end too.
    func isIn() async -> Bool {
        connection.send([0])
        if case .frame = await answers.event() { return true }
        return false
    }

    func echo() async throws {
        connection.send([1, 2, 3])
        let answer = try await answers.frame().bytes
        try #require(answer == [1, 2, 3])
    }
}

/// A connection without a certificate, from an address of its own in 127.0.0.0/8. Resets when it goes, so that no port
/// is kept for it.
private final class Stranger {
    private let descriptor: FileDescriptor

    init(connectingTo port: UInt16, from number: Int) throws {
        // Blocking: the listener's backlog makes it wait, not fail.
        descriptor = FileDescriptor(
            owning: try systemCall("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) })
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor.rawValue, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        let place = UInt32(number >> 8 & 63) << 16 | UInt32(number & 255) << 8
        try systemCall("bind") { Self.with(0x7f00_0007 | place, port: 0) { Glibc.bind(descriptor.rawValue, $0, $1) } }
        try systemCall("connect") { Self.with(0x7f00_0001, port: port) { Glibc.connect(descriptor.rawValue, $0, $1) } }
    }

    /// An IPv4 address without asking the resolver, whose files twenty thousand strangers need not read.
    private static func with(
        _ address: UInt32, port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var socket = sockaddr_in()
        socket.sin_family = sa_family_t(AF_INET)
        (socket.sin_port, socket.sin_addr.s_addr) = (port.bigEndian, address.bigEndian)
        return withUnsafePointer(to: &socket) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// The server may have gone already.
    func send(_ bytes: [UInt8]) {
        _ = try? bytes.withUnsafeBytes { try descriptor.send($0) }
    }
}

/// Echoes for members and counts strangers; keeps nothing of either.
private final class FloodedServer: ListenerHandler {
    private let holder = Mutex<TLSListener?>(nil)
    private let refused = Atomic<Int>(0)

    init(_ identity: TLSIdentity, admission: AdmissionLimits) throws {
        var limits = TransportLimits()
        limits.handshakeDeadline = .seconds(2)
        limits.lingerDeadline = .seconds(1)
        let listener = try TLSListener(
            host: "0.0.0.0", port: 0, identity: identity, limits: limits, admission: admission, budget: ByteBudget(),
            handler: self)
        holder.withLock { $0 = listener }
    }

    var port: UInt16 { holder.withLock { $0?.port ?? 0 } }
    var connectionCount: Int { holder.withLock { $0?.connectionCount ?? 0 } }
    var refusals: Int { refused.load(ordering: .relaxed) }

    func listener(_ listener: TLSListener, didAccept connection: TLSConnection) { connection.start(Echo()) }

    func listener(_ listener: TLSListener, didRefuse address: String, because error: TransportError) {
        refused.add(1, ordering: .relaxed)
    }
}
