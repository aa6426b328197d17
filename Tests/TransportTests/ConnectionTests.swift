import Dispatch
import Testing

@testable import Transport

/// What holds for every connection, over memory and over TLS.
@Suite(.timeLimit(.minutes(30))) struct ConnectionTests {
    /// Bytes that differ from frame to frame, at the beginning and at the end.
    private func pattern(_ number: Int, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: count)
        withUnsafeBytes(of: number) { mark in
            guard count >= 2 * mark.count else { return }
            bytes.replaceSubrange(..<mark.count, with: mark)
            bytes.replaceSubrange((count - mark.count)..., with: mark)
        }
        return bytes
    }

    @Test(arguments: Medium.allCases) func manyFramesGoBothWaysInOrder(medium: Medium) async throws {
        let pair = try await medium.makePair()
        let (client, server) = (Recorder(), Recorder())
        pair.client.start(client)
        pair.server.start(server)
        for number in 0..<500 {
            pair.client.send(pattern(number, count: number))
            pair.server.send(pattern(-number, count: 500 - number))
        }
        for number in 0..<500 {
            #expect(try await server.frame().bytes == pattern(number, count: number))
            #expect(try await client.frame().bytes == pattern(-number, count: 500 - number))
        }
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func largeFramesComeBackWhole(medium: Medium) async throws {
        let pair = try await medium.makePair()
        let client = Recorder()
        pair.client.start(client)
        pair.server.start(Echo())
        for count in [0, 1, 16_379, 16_380, 16_381, 262_144, 1 << 20] {
            let frame = pattern(7, count: count)
            pair.client.send(frame)
            let returned = try await client.frame().bytes
            #expect(returned == frame, "\(count) bytes")
        }
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func bothSidesKnowEachOther(medium: Medium) async throws {
        let pair = try await medium.makePair()
        #expect(pair.client.peer.uri == Federation.server)
        #expect(pair.server.peer.uri == Federation.alice)
        #expect(pair.client.peer.key != pair.server.peer.key)
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func closingSendsWhatIsQueued(medium: Medium) async throws {
        let pair = try await medium.makePair()
        let (client, server) = (Recorder(), Recorder())
        pair.client.start(client)
        for number in 0..<40 {
            pair.client.send(pattern(number, count: 150_000))
        }
        pair.client.close()
        pair.client.send([1])
        pair.server.start(server)
        for number in 0..<40 {
            #expect(try await server.frame().bytes == pattern(number, count: 150_000))
        }
        #expect(await server.closing() == .peerClosed)
        let error = await client.closing()
        #expect(error == nil)
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func bothMayCloseAtOnce(medium: Medium) async throws {
        let pair = try await medium.makePair()
        let (client, server) = (Recorder(), Recorder())
        pair.client.start(client)
        pair.server.start(server)
        pair.client.close()
        pair.server.close()
        for error in [await client.closing(), await server.closing()] {
            #expect(error == nil || error == .peerClosed)
        }
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func whoStartsLateHearsThatItIsOver(medium: Medium) async throws {
        let pair = try await medium.makePair()
        let (client, server) = (Recorder(), Recorder())
        pair.client.start(client)
        pair.server.close()
        #expect(await client.closing() == .peerClosed)
        pair.server.start(server)
        #expect(await server.closing() == nil)
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func whoDoesNotTakeWhatIsSentIsCutOff(medium: Medium) async throws {
        var limits = TransportLimits.patient
        limits.queuedByteCount = 1 << 20
        let pair = try await medium.makePair(clientLimits: limits)
        let client = Recorder()
        pair.client.start(client)
        // More than any kernel's buffers: the server's end was never started, so nobody reads.
        for _ in 0..<64 {
            pair.client.send([UInt8](repeating: 1, count: 1 << 20))
        }
        guard case .peerTooSlow(let byteCount) = await client.closing() else {
            Issue.record("not cut off")
            return
        }
        #expect(byteCount > 1 << 20 && byteCount < 3 << 20)
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func readingStopsWhenTheBudgetIsUsedUp(medium: Medium) async throws {
        let budget = ByteBudget(byteCount: 300_000)
        let pair = try await medium.makePair(serverBudget: budget)
        let server = Recorder()
        pair.server.start(server)
        for number in 0..<60 {
            pair.client.send(pattern(number, count: 100_000))
        }
        var held = [try await server.frame(), try await server.frame()]
        for number in 2..<60 {
            // Two frames are held: the third is there only because a frame that was held before it has gone.
            #expect(held.map(\.bytes) == [pattern(number - 2, count: 100_000), pattern(number - 1, count: 100_000)])
            held.removeFirst().receipt.done()
            held.append(try await server.frame())
        }
        #expect(budget.peakByteCount <= 300_000)
        held.forEach { $0.receipt.done() }
        #expect(budget.usedByteCount == 0)
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func aFrameLargerThanTheBudgetStillArrives(medium: Medium) async throws {
        let budget = ByteBudget(byteCount: 1000)
        let pair = try await medium.makePair(serverBudget: budget)
        let server = Recorder()
        pair.server.start(server)
        for number in 0..<5 {
            pair.client.send(pattern(number, count: 50_000))
        }
        for number in 0..<5 {
            #expect(try await server.frame().bytes == pattern(number, count: 50_000))
        }
        try await pair.stop()
    }

    @Test(arguments: Medium.allCases) func aClosedConnectionIsForgotten(medium: Medium) async throws {
        var pair: Pair? = try await medium.makePair()
        let (client, server) = (Recorder(), Recorder())
        pair?.client.start(client)
        pair?.server.start(server)
        pair?.client.send([1, 2, 3])
        _ = try await server.frame()
        pair?.client.close()
        _ = await client.closing()
        _ = await server.closing()
        weak let (clientEnd, serverEnd) = (pair?.client, pair?.server)
        let queues = [pair?.client.queue, pair?.server.queue].compactMap { $0 }
        let listening = pair?.listening
        pair = nil
        // What closing set in motion on the queues is over once they come to this.
        for queue in queues {
            await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
        }
        #expect(clientEnd == nil)
        #expect(serverEnd == nil)
        try await listening?.stop()
    }

    @Test(arguments: Medium.allCases) func aConnectionThatWaitsForTheBudgetCanBeClosed(medium: Medium) async throws {
        let budget = ByteBudget(byteCount: 1000)
        let pair = try await medium.makePair(serverBudget: budget)
        let server = Recorder()
        pair.server.start(server)
        for _ in 0..<5 {
            pair.client.send(pattern(0, count: 50_000))
        }
        let first = try await server.frame()
        pair.client.close()
        pair.server.close()
        let error = await server.closing()
        #expect(error == nil)
        #expect(budget.usedByteCount == ByteBudget.cost(ofFrame: 50_000))
        first.receipt.done()
        #expect(budget.usedByteCount == 0)
        try await pair.stop()
    }
}
