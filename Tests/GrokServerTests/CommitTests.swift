import Federation
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokServer

/// Holders commit to the sum before the server asks any of them for shares; commits that are wrong, doubled or old.
@Suite struct CommitTests {
    /// A round whose sum is made and that nobody has committed to; two of three holders have to.
    private func summed(_ bench: ServerBench) throws -> [ConnectionID] {
        let connections = try bench.connectAll()
        for (name, connection) in zip(bench.names, connections) {
            try bench.upload(bench.contribution(of: name, to: bench.announcement), on: connection)
        }
        try bench.finishJobs()
        return connections
    }

    private func event(_ name: String, in bench: ServerBench) -> EventLog.Event? {
        bench.log.events.first { $0.name == name }
    }

    @Test func sharesAreAskedForAfterTheQuorum() throws {
        let bench = try ServerBench()
        let connections = try summed(bench)
        #expect(connections.allSatisfy { bench.commitRequest($0) != nil && bench.shareRequest($0) == nil })
        try bench.receive(.commit(bench.commit(of: bench.names[0])), from: connections[0])
        #expect(connections.allSatisfy { bench.shareRequest($0) == nil })
        #expect(try bench.store.snapshot().commits.map(\.commit.holder) == [1])
        try bench.receive(.commit(bench.commit(of: bench.names[2])), from: connections[2])
        let request = try #require(bench.shareRequest(connections[0]))
        #expect(request.commits.map(\.holder) == [1, 3])
        #expect(request.sum == bench.node.current?.sumDigest)
        #expect(bench.shareRequest(connections[1]) == nil)
        #expect(event("quorum.reached", in: bench)?.message.contains("alice, sue committed") == true)
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
        let file = try TranscriptFile.decode(bench.store.blob(.transcript(round: 1)))
        #expect(file.transcript.commits.map(\.holder) == [1, 2, 3])
        #expect(file.transcript.shares.allSatisfy { !$0.payload.isEmpty })
        let federation = bench.node.federation
        let limit = TranscriptFile.byteLimit(
            manifest: federation.manifest.content, codec: federation.codec, scheme: federation.scheme)
        #expect(try bench.store.blob(.transcript(round: 1)).count < limit)
    }

    @Test func theSameCommitAgainChangesNothing() throws {
        let bench = try ServerBench()
        let connections = try summed(bench)
        for _ in 0..<3 { try bench.receive(.commit(bench.commit(of: bench.names[0])), from: connections[0]) }
        #expect(try bench.store.snapshot().commits.count == 1)
        #expect(bench.shareRequest(connections[0]) == nil)
        #expect(try bench.store.evidence().isEmpty)
        #expect(bench.log.events.count { $0.name == "commit.verified" } == 1)
    }

    @Test func aForgedCommitDropsWhoeverSentIt() throws {
        let bench = try ServerBench()
        let connections = try summed(bench)
        let alice = bench.names[0]
        try bench.receive(.commit(bench.commit(of: alice, signer: bench.names[1])), from: connections[0])
        #expect(event("commit.refused", in: bench)?.participant == "alice")
        try bench.receive(.commit(bench.commit(of: alice)), from: connections[1])
        #expect(bench.log.events.count { $0.name == "commit.refused" && $0.participant == "bob" } == 1)
        #expect(try bench.store.snapshot().commits.isEmpty)
        // Only sue is left, and she is too few.
        try bench.receive(.commit(bench.commit(of: bench.names[2])), from: connections[2])
        #expect(connections.allSatisfy { bench.shareRequest($0) == nil })
        #expect(bench.log.events.last { $0.name == "round.waiting" }?.message.contains("too few key holders") == true)
    }

    @Test func aCommitToAnotherSumDropsItsHolderAndIsKept() throws {
        let bench = try ServerBench()
        let connections = try summed(bench)
        let other = try bench.commit(of: bench.names[0], sum: Digest(sha256: [1]))
        try bench.receive(.commit(other), from: connections[0])
        #expect(
            event("commit.refused", in: bench)?.message.contains("no commit from alice: it is to another sum") == true)
        #expect(try bench.store.evidence().isEmpty)
        // A second one, to the right sum, is proof that alice signs what she is asked to.
        try bench.receive(.commit(bench.commit(of: bench.names[0])), from: connections[0])
        let evidence = try #require(try bench.store.evidence().first)
        #expect(evidence.offence == .twoSums)
        #expect(evidence.isValid(holderKey: bench.documents.key(of: bench.names[0]).verificationKey))
        #expect(event("commit.contradicted", in: bench)?.participant == "alice")
        try bench.receive(.commit(bench.commit(of: bench.names[1])), from: connections[1])
        #expect(bench.shareRequest(connections[1]) == nil)
        try bench.receive(.commit(bench.commit(of: bench.names[2])), from: connections[2])
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
        #expect(try bench.store.rounds()[0].conclusion?.holders == Array(bench.names[1...]))
    }

    @Test func aHolderInTwoPlacesIsNamedAndCountsOnce() throws {
        let bench = try ServerBench()
        let connections = try summed(bench)
        for copy in ["home", "work", "home"] {
            try bench.receive(.commit(bench.commit(of: bench.names[0], instance: copy)), from: connections[0])
        }
        #expect(try bench.store.evidence().map(\.offence) == [.twoInstances])
        #expect(event("commit.contradicted", in: bench)?.message.contains("its key is in use in two places") == true)
        #expect(bench.shareRequest(connections[0]) == nil)
        try bench.receive(.commit(bench.commit(of: bench.names[1])), from: connections[1])
        #expect(bench.shareRequest(connections[0]) != nil)
    }

    @Test func aCommitOfAnEarlierRoundIsOfNoUseInALaterOne() throws {
        let bench = try ServerBench()
        let connections = try summed(bench)
        let stale = try bench.names.map { try bench.commit(of: $0) }
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
        let again = try bench.names.map { try bench.contribution(of: $0, to: bench.announcement, seed: 2) }
        for (contribution, connection) in zip(again, connections) { try bench.upload(contribution, on: connection) }
        try bench.finishJobs()
        for (commit, connection) in zip(stale, connections) { try bench.receive(.commit(commit), from: connection) }
        #expect(try bench.store.snapshot().commits.isEmpty)
        #expect(bench.log.events.count { $0.name == "commit.refused" } == 3)
        // It is no proof of anything: the holders are asked on.
        try bench.answerAll(connections)
        #expect(try bench.phase(2) == .published)
    }

    @Test func whoHoldsNoShareCannotCommit() throws {
        let bench = try ServerBench()
        let connections = try summed(bench)
        let honest = try bench.commit(of: bench.names[0])
        let seventh = try SumCommit(
            announcement: honest.announcement, baseModel: honest.baseModel, sum: honest.sum, holder: 7,
            instance: honest.instance, signer: bench.documents.key(of: bench.names[0]))
        try bench.receive(.commit(seventh), from: connections[0])
        #expect(try bench.store.snapshot().commits.isEmpty)
        #expect(event("commit.refused", in: bench)?.message.contains("another holder's name") == true)
    }

    @Test func aHolderThatWillNotCommitIsNamedAndWaitedFor() throws {
        let bench = try ServerBench()
        let connections = try summed(bench)
        try bench.receive(.commit(bench.commit(of: bench.names[0])), from: connections[0])
        for index in 1...2 {
            try bench.receive(
                .refused(announcement: bench.announcement.digest, reason: "not today"), from: connections[index])
        }
        #expect(event("commit.refused", in: bench)?.message.contains("no commit from bob: not today") == true)
        #expect(bench.log.events.last?.message == "round 1 waits for 1 more of bob, sue to commit")
        #expect(connections.allSatisfy { bench.shareRequest($0) == nil })
    }

    @Test func durableCommitsCountAfterARestart() throws {
        let store = MemoryServerStore()
        let bench = try ServerBench(store: store)
        let connections = try summed(bench)
        try bench.receive(.commit(bench.commit(of: bench.names[0])), from: connections[0])
        let again = try ServerBench(store: store, documents: bench.documents)
        let bob = try again.connect(bench.names[1])
        try again.finishJobs()
        #expect(again.commitRequest(bob) != nil)
        try again.receive(.commit(again.commit(of: bench.names[1])), from: bob)
        #expect(again.shareRequest(bob)?.commits.map(\.holder) == [1, 2])
        #expect(again.shareRequest(bob)?.blocks.count == (try again.announcement.layout.blocks))
    }
}
