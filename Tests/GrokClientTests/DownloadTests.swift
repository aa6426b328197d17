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
        let proposal = try bench.proposal()
        let sum = try bench.agree(to: proposal)
        let (request, input) = try bench.shareRequest(proposal, sum: sum)
        bench.receive(.shareRequest(request))
        var offsets: [Int] = []
        for _ in 0..<10 {
            let fetches = bench.takeFetches()
            offsets += fetches.map(\.offset)
            guard let next = fetches.first else { break }
            bench.sendPart(of: input, at: next.offset)
        }
        #expect(offsets == Array(stride(from: 0, to: input.count, by: Chunk.byteCount)))
        #expect(offsets.count > 1)
    }

    @Test func whatARoundNeededIsForgottenWithIt() throws {
        let bench = try ClientBench()
        bench.receive(.commitRequest(try bench.commitRequest(bench.proposal())))
        _ = bench.takeFetches()
        let model = model(bench)
        bench.receive(bench.concluded(1, model: Digest(sha256: model)))
        #expect(bench.takeFetches().map(\.digest) == [Digest(sha256: model)])
    }

    @Test func serverThatAsksForTooMuchIsNotTrusted() throws {
        let bench = try ClientBench()
        let request = try bench.commitRequest(bench.proposal())
        for _ in 0..<1000 where !bench.isDisconnecting { bench.receive(.commitRequest(request)) }
        #expect(bench.isDisconnecting)
        #expect(bench.node.downloads.count <= 64)
    }
}
