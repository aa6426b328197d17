import Dispatch
import Primitives
import Testing

@testable import Transport

/// What only a connection over TLS and a network does.
@Suite(.timeLimit(.minutes(30))) struct TLSConnectionTests {
    private let federation: Federation

    init() throws {
        federation = try Federation()
    }

    private func makePair(
        clientLimits: TransportLimits = .patient, serverLimits: TransportLimits = .patient
    ) async throws -> (client: TLSConnection, server: TLSConnection, listening: TestServer) {
        let listening = try TestServer(federation.identity(Federation.server), limits: serverLimits)
        let client = try await dial(
            try listening.port, as: federation.identity(Federation.alice), limits: clientLimits
        ).get()
        return (client, await listening.connection(), listening)
    }

    @Test func aFrameThatIsTooLongEndsTheConnection() async throws {
        var generous = TransportLimits.patient
        generous.frameByteCount = 2 << 20
        let pair = try await makePair(clientLimits: generous)
        let (client, server) = (Recorder(), Recorder())
        pair.client.start(client)
        pair.server.start(server)
        pair.client.send([1, 2, 3])
        pair.client.send([UInt8](repeating: 0, count: (1 << 20) + 1))
        #expect(try await server.frame().bytes == [1, 2, 3])
        let error = await server.closing()
        #expect(error == .frameTooLong(byteCount: (1 << 20) + 1, limit: 1 << 20))
        #expect(await client.closing() != nil)
        try await pair.listening.stop()
    }

    @Test func aFrameCutOffByAnOrderlyEndIsAnError() async throws {
        let pair = try await makePair()
        let server = Recorder()
        pair.server.start(server)
        pair.client.send([1, 2, 3])
        pair.client.queue.async { [client = pair.client] in
            try? [UInt8]([0, 0, 0, 10, 1, 2]).withUnsafeBytes { try client.stream.engine.write($0) }
            client.close()
        }
        #expect(try await server.frame().bytes == [1, 2, 3])
        #expect(await server.closing() == .frameTruncated)
        try await pair.listening.stop()
    }

    @Test(arguments: [true, false]) func aPeerThatVanishesIsNoticed(insideFrame: Bool) async throws {
        let pair = try await makePair()
        let (client, server) = (Recorder(), Recorder())
        pair.client.start(client)
        pair.server.start(server)
        pair.client.queue.async { [client = pair.client] in
            if insideFrame {
                try? [UInt8]([0, 0, 0, 10, 1, 2]).withUnsafeBytes { try client.stream.engine.write($0) }
                _ = try? client.stream.flush()
            }
            client.stream.closeSocket()
        }
        let error = await server.closing()
        #expect(error == (insideFrame ? .frameTruncated : .connectionLost(reason: "closed without a word")))
        try await pair.listening.stop()
    }

    /// A socket that is closed before all is read from it resets the connection, and what was on its way is lost.
    @Test func closingSendsWhatIsQueuedToAPeerThatKeepsWriting() async throws {
        let pair = try await makePair()
        let (client, server) = (Recorder(), Recorder())
        pair.server.start(server)
        for number in 0..<40 {
            pair.server.send([UInt8](repeating: UInt8(number), count: 150_000))
            pair.client.send([UInt8](repeating: 0, count: 150_000))
        }
        pair.server.close()
        pair.client.start(client)
        for number in 0..<40 {
            #expect(try await client.frame().bytes.first == UInt8(number))
        }
        #expect(await client.closing() == .peerClosed)
        let error = await server.closing()
        #expect(error == nil)
        try await pair.listening.stop()
    }

    @Test func whoWritesToAPeerThatIsGoneStillReadsItsLastWord() async throws {
        let pair = try await makePair()
        // Never read by the server, so that closing its socket resets the connection.
        pair.client.send([UInt8](repeating: 0, count: 100_000))
        await turn(of: pair.client.queue)
        pair.server.send([42])
        pair.server.queue.async { [server = pair.server] in server.stream.closeSocket() }
        await turn(of: pair.server.queue)
        pair.client.send([UInt8](repeating: 0, count: 100_000))
        pair.client.send([UInt8](repeating: 0, count: 100_000))
        await turn(of: pair.client.queue)
        let client = Recorder()
        pair.client.start(client)
        #expect(try await client.frame().bytes == [42])
        guard case .connectionLost = await client.closing() else {
            Issue.record("not lost")
            return
        }
        try await pair.listening.stop()
    }

    /// Returns once the queue has done what it had to do.
    private func turn(of queue: DispatchQueue) async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    @Test func whoIsSilentForTooLongIsCutOff() async throws {
        var impatient = TransportLimits.patient
        impatient.idleDeadline = .milliseconds(40)
        let pair = try await makePair(serverLimits: impatient)
        let (client, server) = (Recorder(), Recorder())
        pair.client.start(client)
        pair.server.start(server)
        #expect(await server.closing() == .timedOut(.idle))
        #expect(await client.closing() == .peerClosed)
        try await pair.listening.stop()
    }

    @Test func whoIsNotReadFromIsNotBlamedForSilence() {
        let deadline = Duration.seconds(100)
        #expect(TLSConnection.patience(deadline, after: .seconds(30), isReading: true) == .seconds(70))
        #expect(TLSConnection.patience(deadline, after: .seconds(100), isReading: true) == nil)
        #expect(TLSConnection.patience(deadline, after: .seconds(500), isReading: true) == nil)
        #expect(TLSConnection.patience(deadline, after: .seconds(500), isReading: false) == deadline)
    }

    @Test func noDeadlineIsTooLongForTheClock() async throws {
        #expect(Duration.seconds(2).nanoseconds == 2_000_000_000)
        #expect(Duration.milliseconds(1500).nanoseconds == 1_500_000_000)
        #expect(Duration.seconds(Int64.max).nanoseconds == .max)
        var patient = TransportLimits.patient
        patient.idleDeadline = .seconds(Int64.max)
        let pair = try await makePair(clientLimits: patient, serverLimits: patient)
        let (client, server) = (Recorder(), Recorder())
        pair.client.start(client)
        pair.server.start(server)
        pair.client.send([1])
        #expect(try await server.frame().bytes == [1])
        pair.server.close()
        #expect(await client.closing() == .peerClosed)
        try await pair.listening.stop()
    }

    @Test func closingIsBoundedByItsDeadline() async throws {
        var hasty = TransportLimits.patient
        hasty.lingerDeadline = .milliseconds(40)
        let pair = try await makePair(clientLimits: hasty)
        let client = Recorder()
        pair.client.start(client)
        // The server's end is never started: it takes nothing.
        for _ in 0..<7 {
            pair.client.send([UInt8](repeating: 0, count: 1 << 20))
        }
        pair.client.close()
        #expect(await client.closing() == .timedOut(.closing))
        pair.server.close()
        try await pair.listening.stop()
    }

    @Test func oneThatIsNotReadFromDoesNotHinderTheOthers() async throws {
        let budget = ByteBudget(byteCount: 400_000)
        let listening = try TestServer(federation.identity(Federation.server), budget: budget)
        let identity = try federation.identity(Federation.alice)
        let greedy = try await dial(try listening.port, as: identity).get()
        let hoarder = Recorder()
        await listening.connection().start(hoarder)
        for _ in 0..<70 {
            greedy.send([UInt8](repeating: 1, count: 100_000))
        }
        // The handler of this connection keeps all that it gets.
        var hoard = [try await hoarder.frame(), try await hoarder.frame(), try await hoarder.frame()]
        for number in 0..<10 {
            let other = try await dial(try listening.port, as: identity).get()
            let answers = Recorder()
            other.start(answers)
            await listening.connection().start(Echo())
            for size in [100_000, 300_000, 1_000_000] {
                let frame = [UInt8](repeating: UInt8(number), count: size)
                other.send(frame)
                let answer = try await answers.frame().bytes
                #expect(answer == frame)
            }
            other.close()
        }
        #expect(budget.peakByteCount <= 400_000 + 1_000_000 + 128)
        // What was held back comes once there is room.
        while hoard.count < 70 {
            hoard.last?.receipt.done()
            hoard.append(try await hoarder.frame())
            hoard[hoard.count - 2].receipt.done()
        }
        greedy.close()
        try await listening.stop()
    }

    @Test func twoHundredConnectionsAtOnce() async throws {
        DescriptorLimit.raise()
        var admission = AdmissionLimits()
        admission.unauthenticatedFromAddress = 256
        let listening = try TestServer(federation.identity(Federation.server), admission: admission)
        let port = try listening.port
        let identity = try federation.identity(Federation.alice)
        let echoing = Task {
            for _ in 0..<200 { await listening.connection().start(Echo()) }
        }
        try await withThrowingTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    let client = try await dial(port, as: identity).get()
                    let answers = Recorder()
                    client.start(answers)
                    let frame = [UInt8](repeating: UInt8(number), count: 20_000)
                    client.send(frame)
                    let answer = try await answers.frame().bytes
                    #expect(answer == frame)
                    client.close()
                    #expect(await answers.closing() == nil)
                }
            }
            try await group.waitForAll()
        }
        await echoing.value
        try await listening.stop()
    }
}
