import Federation
import GrokTesting
import Learning
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokClient

/// What a participant fetches, part by part.
@Suite struct DownloadTests {
    /// A model of several parts, other than the initial one.
    private func model(_ bench: ClientBench) -> [UInt8] {
        let specification = bench.documents.manifest.content.model
        let count = ModelFile.parameterCount(specification)
        return ModelFile.encode([Float](repeating: 0.5, count: count), specification: specification)
    }

    @Test func everyPartIsAskedForOnce() throws {
        let bench = try ClientBench(rows: 1 << 17)
        let model = model(bench)
        bench.receive(bench.concluded(1, model: Digest(sha256: model)))
        var offsets: [Int] = []
        while let next = bench.takeFetches().first {
            offsets.append(next.offset)
            bench.sendPart(of: model, at: next.offset)
        }
        #expect(offsets == Array(stride(from: 0, to: model.count, by: Chunk.byteCount)))
        #expect(offsets.count > 2)
        #expect(bench.store.newestModel()?.digest == Digest(sha256: model))
    }

    @Test func modelIsTakenUpWhereTheConnectionBroke() throws {
        let bench = try ClientBench(rows: 1 << 17)
        let model = model(bench)
        bench.receive(bench.concluded(1, model: Digest(sha256: model)))
        bench.sendPart(of: model, at: 0)
        bench.handle(.disconnected(draw: 0))
        _ = bench.takeFetches()
        bench.connect()
        let fetches = bench.takeFetches()
        #expect(fetches.map(\.offset) == [Chunk.byteCount])
        for offset in stride(from: Chunk.byteCount, to: model.count, by: Chunk.byteCount) {
            bench.sendPart(of: model, at: offset)
        }
        #expect(try bench.store.hasBlob(.model(Digest(sha256: model))))
    }

    @Test func modelOfOtherBytesIsFetchedAnew() throws {
        let bench = try ClientBench()
        let model = model(bench)
        var other = model
        other[other.count - 1] ^= 1
        bench.receive(bench.concluded(1, model: Digest(sha256: model)))
        bench.sendPart(of: other, at: 0, digest: Digest(sha256: model))
        #expect(bench.isDisconnecting)
        #expect(try !bench.store.hasBlob(.model(Digest(sha256: model))))
        bench.handle(.disconnected(draw: 0))
        _ = bench.takeFetches()
        bench.connect()
        #expect(bench.takeFetches().map(\.offset) == [0])
    }

    @Test func inputOfSeveralPartsIsAskedForOncePerPart() throws {
        let bench = try ClientBench(rows: 1 << 18)
        let ticket = try ticket(bench)
        bench.receive(.decryptionRequest(ticket.ticket))
        #expect(bench.takeFetches().map(\.digest) == [ticket.ticket.contributions.digest])
        bench.sendPart(of: ticket.contributions, at: 0)
        var offsets: [Int] = []
        for _ in 0..<10 {
            let fetches = bench.takeFetches()
            offsets += fetches.map(\.offset)
            guard let next = fetches.first else { break }
            bench.sendPart(of: ticket.input, at: next.offset)
        }
        #expect(offsets == Array(stride(from: 0, to: ticket.input.count, by: Chunk.byteCount)))
        #expect(offsets.count > 1)
    }

    @Test func whatARoundNeededIsForgottenWithIt() throws {
        let bench = try ClientBench()
        let ticket = try ticket(bench).ticket
        bench.receive(.decryptionRequest(ticket))
        _ = bench.takeFetches()
        let model = model(bench)
        bench.receive(bench.concluded(1, model: Digest(sha256: model)))
        #expect(bench.takeFetches().map(\.digest) == [Digest(sha256: model)])
    }

    @Test func serverThatAsksForTooMuchIsNotTrusted() throws {
        let bench = try ClientBench()
        let ticket = try ticket(bench).ticket
        for _ in 0..<1000 where !bench.isDisconnecting { bench.receive(.decryptionRequest(ticket)) }
        #expect(bench.isDisconnecting)
        #expect(bench.node.downloads.count <= 64)
    }

    /// A request to open the sum of two honest contributions, all of it.
    private func ticket(
        _ bench: ClientBench
    ) throws -> (ticket: DecryptionTicket, contributions: [UInt8], input: [UInt8]) {
        let announcement = try bench.announcement()
        let contributions = try bench.documents.names.dropFirst().map { name in
            try SignedContribution(
                ContributionStatement(
                    announcement: announcement.digest, participant: name, header: [], root: Digest(sha256: []),
                    bodyByteCount: 1), signer: bench.documents.key(of: name))
        }
        let list = WireCodec.encode(contributions)
        let blocks = Array(0..<announcement.layout.blocks)
        let byteCount = bench.documents.scheme.shareRequestByteCount(
            blocks: blocks.count, layout: announcement.layout)
        let input = [UInt8](repeating: 1, count: byteCount)
        let ticket = DecryptionTicket(
            announcement: announcement, blocks: blocks,
            contributions: Blob(digest: Digest(sha256: list), byteCount: list.count),
            input: Blob(digest: Digest(sha256: input), byteCount: input.count))
        return (ticket, list, input)
    }
}
