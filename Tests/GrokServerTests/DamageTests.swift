import Federation
import GrokTesting
import RoundStore
import Testing

@testable import GrokServer

/// What a disk lost of what was accepted does not go into a sum, nor into a transcript.
@Suite struct DamageTests {
    private func expectDamage(_ name: BlobName, _ result: ServerJob.Result) {
        guard case .failed(.corrupted(name.fileName, "it is not what was signed")) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func ofAContribution() throws {
        let bench = try ServerBench()
        try bench.contributeAll(bench.connectAll())
        let round = try #require(bench.node.current)
        let job = ServerJob.sum(round.announcement, contributors: bench.names)
        guard case .summed = bench.worker.perform(job) else {
            Issue.record("what is whole is not summed")
            return
        }
        let name = BlobName.contribution(round: round.number, participant: bench.names[1])
        let whole = try bench.store.blob(name)
        var changed = whole
        changed[whole.count / 2] ^= 1
        for damaged in [changed, whole.dropLast(), []] {
            try bench.store.saveBlob(damaged, as: name)
            expectDamage(name, bench.worker.perform(job))
        }
    }

    /// Holders may be waited for for days between the sum and the transcript.
    @Test func beforeTheTranscript() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        try bench.uploadShares(connections)
        while let job = bench.jobs.first {
            guard case .combine(_, let contributions, _, let shares, _) = job else {
                try bench.finishJob()
                continue
            }
            let contributor = contributions[0].statement.participant
            for name in [shares[0].blobName, .contribution(round: 1, participant: contributor)] {
                let whole = try bench.store.blob(name)
                for damaged in [whole.dropLast() + [whole[whole.count - 1] ^ 1], []] {
                    try bench.store.saveBlob(damaged, as: name)
                    expectDamage(name, bench.worker.perform(job))
                }
                try bench.store.saveBlob(whole, as: name)
            }
            guard case .combined = bench.worker.perform(job) else { break }
            return
        }
        Issue.record("no shares were combined")
    }
}
