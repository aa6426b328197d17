import Federation
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokServer

/// Shares that are wrong, late or doubled, and holders that vanish.
@Suite struct ShareTests {
    @Test func vanishedHolderIsReplaced() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        try bench.handle(.disconnected(connections[0]))
        var answered: Set<[Int]> = []
        // What was asked first, then what the vanished one was asked for.
        for _ in 0..<2 {
            for index in 1...2 {
                for case .shareRequest(let request) in bench.take(connections[index])
                where answered.insert(request.blocks).inserted {
                    try bench.upload(bench.answer(request, of: bench.names[index]), on: connections[index])
                }
            }
            try bench.finishJobs()
        }
        #expect(try bench.phase(1) == .published)
        #expect(try bench.store.rounds()[0].conclusion?.holders == Array(bench.names[1...]))
    }

    @Test func wrongSharesAreRefusedAndTheirHolderIsNamed() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let request = try #require(bench.shareRequest(connections[0]))
        var share = try bench.answer(request, of: bench.names[0])
        share.payload[share.payload.count - 1] ^= 1
        try bench.upload(share, on: connections[0])
        try bench.finishJobs()
        let line = try #require(bench.log.events.first { $0.name == "share.refused" })
        #expect(line.participant == bench.names[0].text)
        try bench.answerAll(connections)
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
        #expect(try bench.store.rounds()[0].conclusion?.holders.contains(bench.names[0]) == false)
    }

    @Test func sharesThatNobodySignedAreRefusedBeforeTheyAreSent() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let request = try #require(bench.shareRequest(connections[0]))
        var share = try bench.answer(request, of: bench.names[0])
        share.announcement.share = SignedShare(
            statement: share.announcement.share.statement, signature: [UInt8](repeating: 0, count: 64))
        try bench.upload(share, on: connections[0])
        #expect(bench.jobs.isEmpty)
        #expect(bench.log.events.contains { $0.name == "share.refused" })
    }

    @Test func secondAnswerDoesNotReplaceTheFirst() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let request = try #require(bench.shareRequest(connections[0]))
        let honest = try bench.answer(request, of: bench.names[0])
        let payload = [UInt8](repeating: 0, count: honest.payload.count)
        let old = honest.announcement.share.statement
        let statement = ShareStatement(
            sum: old.sum, holder: old.holder, blocks: old.blocks, payload: Digest(sha256: payload))
        let signature = try bench.documents.key(of: bench.names[0]).signature(for: statement.signedBytes)
        let other = ShareAnnouncement(
            share: SignedShare(statement: statement, signature: signature), byteCount: payload.count)
        try bench.upload(honest, on: connections[0])
        try bench.upload((other, payload), on: connections[0])
        try bench.finishJobs()
        let name = BlobName.share(round: 1, holder: old.holder, firstBlock: old.blocks[0])
        #expect(try bench.store.blob(name) == honest.payload)
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
    }

    @Test func shareOfAnEarlierSumNeverCountsForALaterOne() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let request = try #require(bench.shareRequest(connections[0]))
        let slow = try bench.answer(request, of: bench.names[0])
        try bench.receive(.share(slow.announcement), from: connections[0])
        _ = bench.take(connections[0])
        try bench.answerAll(connections)
        try bench.advance(bySeconds: 60)
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)

        try bench.contributeAll(connections, seed: 2)
        #expect(try bench.phase(2) == .decrypting)
        try bench.sendBody(slow.payload, digest: slow.announcement.share.statement.sum, on: connections[0])
        #expect(bench.jobs.isEmpty)
        #expect(try bench.store.snapshot().shares.isEmpty)
        try bench.answerAll(connections)
        #expect(try bench.phase(2) == .published)
    }

    @Test func checkOfAnEarlierRoundsShareLeavesNothingBehind() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let request = try #require(bench.shareRequest(connections[0]))
        try bench.upload(bench.answer(request, of: bench.names[0]), on: connections[0])
        let late = bench.jobs.removeFirst()
        _ = bench.take(connections[0])
        try bench.answerAll(connections)
        try bench.advance(bySeconds: 60)
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
        try bench.handle(.done(bench.worker.perform(late)))
        let first = request.blocks[0]
        #expect(try !bench.store.hasBlob(.share(round: 1, holder: 1, firstBlock: first)))
        #expect(try bench.announcement.round == 2)
    }

    @Test func holdersThatDisagreeMakeTheRoundVoid() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let round = try #require(bench.node.current)
        let request = try #require(bench.shareRequest(connections[0]))
        let honest = try bench.answer(request, of: bench.names[0])
        var otherwise = honest.payload
        otherwise[otherwise.count - 1] ^= 1
        let records = try [(1, honest.payload), (2, otherwise)].map { holder, payload in
            let statement = ShareStatement(
                sum: honest.announcement.share.statement.sum, holder: holder, blocks: request.blocks,
                payload: Digest(sha256: payload))
            let record = ShareRecord(
                round: round.number,
                share: SignedShare(statement: statement, signature: honest.announcement.share.signature))
            try bench.store.saveBlob(payload, as: record.blobName)
            return record
        }
        let result = bench.worker.perform(
            .combine(
                round.announcement, contributions: round.contributions(of: bench.names), commits: [],
                shares: records,
                sum: try #require(round.sum)))
        guard case .combined(_, let outcome) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(outcome.totals == nil)
        #expect(outcome.reason != nil)
        #expect(outcome.model == round.announcement.baseModel)
    }
}
