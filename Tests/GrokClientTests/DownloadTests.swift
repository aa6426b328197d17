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
    /// Some bytes of several parts; whether they are a transcript is looked at elsewhere.
    private let transcript = [UInt8](repeating: 7, count: 2 * Chunk.byteCount + 5)
    private let next = Digest(sha256: "next".utf8)

    @Test func everyPartIsAskedForOnce() throws {
        let bench = try ClientBench(rows: 1 << 18)
        bench.receive(bench.concluded(1, transcript: next))
        var offsets: [Int] = []
        while let fetch = bench.takeFetches().first {
            #expect(fetch.digest == Transcript.genesis)
            offsets.append(fetch.offset)
            bench.sendPart(of: transcript, at: fetch.offset, digest: Transcript.genesis)
            if bench.verified == transcript { break }
        }
        #expect(offsets == Array(stride(from: 0, to: transcript.count, by: Chunk.byteCount)))
        #expect(offsets.count == 3)
        // While it is being verified it is not asked for again.
        bench.receive(bench.concluded(2, transcript: Digest(sha256: "later".utf8)))
        #expect(bench.takeFetches().isEmpty)
    }

    @Test func transcriptIsTakenUpWhereTheConnectionBroke() throws {
        let bench = try ClientBench(rows: 1 << 18)
        bench.receive(bench.concluded(1, transcript: next))
        bench.sendPart(of: transcript, at: 0, digest: Transcript.genesis)
        bench.handle(.disconnected(draw: 0))
        _ = bench.takeFetches()
        bench.connect()
        #expect(bench.takeFetches().map(\.offset) == [Chunk.byteCount])
        for offset in [Chunk.byteCount, 2 * Chunk.byteCount] {
            bench.sendPart(of: transcript, at: offset, digest: Transcript.genesis)
        }
        #expect(bench.verified == transcript)
    }

    @Test func moreThanATranscriptCanHaveIsNotTaken() throws {
        let bench = try ClientBench()
        bench.receive(bench.concluded(1, transcript: next))
        bench.receive(
            .chunk(Chunk(digest: Transcript.genesis, offset: 0, total: 1 << 32, content: [1])))
        #expect(bench.isDisconnecting)
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
        bench.receive(bench.concluded(1, transcript: next))
        #expect(bench.takeFetches().map(\.digest) == [Transcript.genesis])
    }

    @Test func serverThatAsksForTooMuchIsNotTrusted() throws {
        let bench = try ClientBench()
        let request = try bench.commitRequest(bench.proposal())
        for _ in 0..<1000 where !bench.isDisconnecting { bench.receive(.commitRequest(request)) }
        #expect(bench.isDisconnecting)
        #expect(bench.node.downloads.count <= 64)
    }
}

extension ClientBench {
    /// What is being verified.
    fileprivate var verified: [UInt8]? {
        effects.lazy.compactMap { if case .run(.verify(let bytes, _)) = $0 { bytes } else { nil } }.last
    }
}
