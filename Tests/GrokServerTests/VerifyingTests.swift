import Federation
import GrokTesting
import RoundStore
import Testing
import Wire

@testable import GrokServer

/// Contributions that are checked together.
@Suite struct VerifyingTests {
    private let bench: ServerBench
    private let connections: [ConnectionID]

    init() throws {
        bench = try ServerBench(["alice", "bob", "carol", "dave", "sue"])
        connections = try bench.connectAll()
    }

    /// How many contributions each job that waits checks.
    private var batches: [Int] {
        bench.jobs.compactMap { if case .verifyContributions(_, let batch) = $0 { batch.count } else { nil } }
    }

    /// Uploads everybody's; one's body is not what it signed.
    private func uploadAll(spoiling spoilt: Int? = nil) throws {
        let announcement = try bench.announcement
        for (index, connection) in connections.enumerated() {
            var contribution = try bench.contribution(of: bench.names[index], to: announcement)
            if index == spoilt { contribution.body[0] ^= 1 }
            try bench.upload(contribution, on: connection)
        }
    }

    @Test func whatArrivesMeanwhileMakesUpTheNextBatch() throws {
        try uploadAll()
        #expect(batches == [1, 1])
        try bench.finishJob()
        #expect(batches == [1, 3])
        try bench.finishJobs()
        #expect(try bench.store.rounds()[0].contributors == bench.names)
        #expect(connections.allSatisfy { bench.acknowledgements($0) == 1 })
    }

    @Test func aWrongOneAmongOthersIsTheOneThatIsRefused() throws {
        try uploadAll(spoiling: 3)
        try bench.finishJobs()
        #expect(connections.map { bench.refusals($0) } == [0, 0, 0, 1, 0])
        #expect(connections.map { bench.acknowledgements($0) } == [1, 1, 1, 0, 1])
        #expect(try bench.store.rounds()[0].contributors == bench.names.filter { $0 != bench.names[3] })
    }

    @Test func whoWasWrongBeforeIsCheckedAlone() throws {
        var wrong = try bench.contribution(of: bench.names[2], to: bench.announcement)
        wrong.body[0] ^= 1
        try bench.upload(wrong, on: connections[2])
        try bench.finishJobs()
        try uploadAll(spoiling: 2)
        while !bench.jobs.isEmpty {
            if case .verifyContributions(_, let batch) = bench.jobs[0],
                batch.contains(where: { $0.member.name == bench.names[2] })
            {
                #expect(batch.count == 1)
            }
            try bench.finishJob()
        }
        #expect(connections.map { bench.refusals($0) } == [0, 0, 2, 0, 0])
        #expect(connections.map { bench.acknowledgements($0) } == [1, 1, 0, 1, 1])
    }

    /// Who has left is not waited for, and counts all the same when it is checked together with the last one.
    @Test func whoHasLeftSinceCountsWithItsBatch() throws {
        try uploadAll()
        try bench.handle(.disconnected(connections[4]))
        try bench.finishJobs()
        #expect(try bench.store.rounds()[0].contributors == bench.names)
    }

    @Test func noBatchIsLargerThanItMayBe() throws {
        let names = (0..<40).map { "p\($0)" }.sorted()
        let documents = try TestFederation(
            names, minimumContributors: 2, rows: 512, codec: CodecParameters(maximumParticipants: 64))
        let bench = try ServerBench(documents: documents)
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        for (name, connection) in zip(bench.names, connections) {
            try bench.upload(bench.contribution(of: name, to: announcement), on: connection)
        }
        var batches: [Int] = []
        while !bench.jobs.isEmpty {
            if case .verifyContributions(_, let batch) = bench.jobs[0] { batches.append(batch.count) }
            try bench.finishJob()
        }
        #expect(batches == [1, 1, VerifyingQueue.largestBatch, 6])
        #expect(try bench.store.rounds()[0].contributors.count == 40)
    }
}
