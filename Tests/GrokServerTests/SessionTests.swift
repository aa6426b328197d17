import Federation
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokServer

/// Who is greeted, who is turned away, and what can be fetched.
@Suite struct SessionTests {
    @Test func helloIsTheFirstMessageAndTheOnlyOne() throws {
        let bench = try ServerBench()
        let silent = try bench.dial(bench.names[0])
        try bench.receive(.ping, from: silent)
        #expect(bench.rejection(silent) == .malformed)
        #expect(bench.closed.contains(silent))

        let twice = try bench.connect(bench.names[0])
        try bench.receive(.hello(bench.hello), from: twice)
        #expect(bench.rejection(twice) == .malformed)
    }

    @Test func helloOfAnotherFederationOrVersionIsRefused() throws {
        let bench = try ServerBench()
        func code(_ change: (inout Hello) -> Void) throws -> Rejection.Code? {
            var hello = bench.hello
            change(&hello)
            let connection = try bench.dial(bench.names[0])
            try bench.receive(.hello(hello), from: connection)
            return bench.rejection(connection)
        }
        #expect(try code { $0.version += 1 } == .protocolVersion)
        #expect(try code { $0.federation = "other\nline" } == .federation)
        #expect(try code { $0.manifest = Digest(sha256: []) } == .manifest)
        #expect(try code { _ in } == nil)
        #expect(bench.log.events.allSatisfy { !$0.message.contains("\n") })
    }

    @Test func strangersAndForeignKeysAreRefused() throws {
        let bench = try ServerBench()
        let foreign = ConnectionID(100)
        let key = try SigningKey.generate().verificationKey
        try bench.handle(.connected(foreign, name: bench.names[0], key: key))
        try bench.receive(.hello(bench.hello), from: foreign)
        #expect(bench.rejection(foreign) == .notInRoster)
        let stranger = ConnectionID(101)
        try bench.handle(.connected(stranger, name: PartyName("mallory"), key: key))
        try bench.receive(.hello(bench.hello), from: stranger)
        #expect(bench.rejection(stranger) == .notInRoster)
    }

    @Test func whoIsRevokedIsRefusedAndNamed() throws {
        let documents = try TestFederation(["alice", "bob", "mallory", "sue"])
        let mallory = documents.names[2]
        let federation = try ServerFederation(
            manifest: documents.manifest, roster: documents.roster(number: 2, without: [mallory]),
            signingKey: documents.serverKey, scheme: documents.scheme)
        let bench = try ServerBench(documents: documents, federation: federation)
        let connection = try bench.dial(mallory)
        try bench.receive(.hello(bench.hello), from: connection)
        #expect(bench.rejection(connection) == .notInRoster)
        #expect(bench.closed.contains(connection))
        #expect(bench.log.events.contains { $0.name == "participant.rejected" && $0.participant == "mallory" })
    }

    @Test func nobodyTakesEverybodysPlacesBySayingNothing() throws {
        let bench = try ServerBench()
        let others = try bench.names.dropFirst().map(bench.connect)
        let silent = try (0..<100).map { _ in try bench.dial(bench.names[0]) }
        #expect(bench.closed == Set(silent.dropLast(4)))
        #expect(bench.log.events.contains { $0.name == "participant.rejected" && $0.participant == "alice" })
        #expect(others.allSatisfy { bench.rejection($0) == nil })
        // The newest may still say who it is.
        try bench.receive(.hello(bench.hello), from: silent[99])
        #expect(bench.node.connections[bench.names[0]] == silent[99])
    }

    @Test func newestConnectionOfAParticipantCounts() throws {
        let bench = try ServerBench()
        let old = try bench.connectAll()[0]
        let new = try bench.connect(bench.names[0])
        #expect(bench.rejection(old) == .replaced)
        try bench.handle(.disconnected(old))
        #expect(bench.node.connections[bench.names[0]] == new)
        #expect(bench.node.machine.connected.contains(bench.names[0]))
        try bench.contributeAll(
            [new] + Array(bench.node.sessions.keys.filter { $0 != new }.sorted { $0.number < $1.number }))
        #expect(try bench.phase(1) == .decrypting)
    }

    @Test func helloThatComesLateDoesNotReplaceANewerConnection() throws {
        let bench = try ServerBench()
        let slow = try bench.dial(bench.names[0])
        let newer = try bench.connect(bench.names[0])
        try bench.receive(.hello(bench.hello), from: slow)
        #expect(bench.rejection(slow) == .replaced)
        #expect(bench.rejection(newer) == nil)
        #expect(bench.node.connections[bench.names[0]] == newer)
    }

    @Test func onlyWhatOneWasAskedForCanBeFetched() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let list = try #require(bench.commitRequest(connections[0])).contributions
        let input = try #require(bench.shareRequest(connections[0])).input
        _ = bench.take(connections[0])
        for digest in [list.digest, input.digest] {
            try bench.receive(.fetch(digest: digest, offset: 0), from: connections[0])
            guard case .chunk(let chunk)? = bench.take(connections[0]).first else { return #expect(Bool(false)) }
            #expect(chunk.digest == digest)
        }
        try bench.receive(.fetch(digest: input.digest, offset: 0), from: connections[1])
        #expect(bench.rejection(connections[1]) == .malformed)
        try bench.receive(.fetch(digest: Digest(sha256: [1]), offset: 0), from: connections[2])
        #expect(bench.rejection(connections[2]) == .malformed)
        let beyond = input.byteCount
        try bench.receive(.fetch(digest: input.digest, offset: beyond), from: connections[0])
        #expect(bench.rejection(connections[0]) == .malformed)
    }

    @Test func transcriptsAreFetchedByTheOneBefore() throws {
        let early = try ServerBench()
        let nobody = try early.connect(early.names[0])
        try early.receive(.fetch(digest: Transcript.genesis, offset: 0), from: nobody)
        #expect(early.rejection(nobody) == .malformed)
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        try bench.answerAll(connections)
        _ = bench.take(connections[0])
        try bench.receive(.fetch(digest: Transcript.genesis, offset: 0), from: connections[0])
        guard case .chunk(let chunk)? = bench.take(connections[0]).first else { return #expect(Bool(false)) }
        let bytes = try bench.store.blob(.transcript(round: 1))
        #expect(chunk.digest == Transcript.genesis && chunk.total == bytes.count)
        #expect(chunk.content == Array(bytes.prefix(Chunk.byteCount)))
        // A restarted server has it too.
        let again = try ServerBench(store: bench.store, documents: bench.documents)
        let connection = try again.connect(again.names[0])
        _ = again.take(connection)
        try again.receive(.fetch(digest: Transcript.genesis, offset: 0), from: connection)
        guard case .chunk(let same)? = again.take(connection).first else { return #expect(Bool(false)) }
        #expect(same == chunk)
    }

    @Test func fetchingWhatTheLastRoundHadIsNoOffence() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let list = try #require(bench.commitRequest(connections[0])).contributions
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
        try bench.receive(.fetch(digest: list.digest, offset: 0), from: connections[0])
        #expect(bench.rejection(connections[0]) == nil)
    }

    @Test func reconnectingDoesNotPileUpWhatHoldersMayFetch() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        let sum = try #require(bench.node.current?.announcement.layout.positions) * 64
        for _ in 0..<50 {
            for name in bench.names {
                let connection = try bench.connect(name)
                try bench.receive(.commit(bench.commit(of: name)), from: connection)
                try bench.handle(.disconnected(connection))
            }
        }
        for name in bench.names { try bench.receive(.commit(bench.commit(of: name)), from: bench.connect(name)) }
        let held = try #require(bench.node.current?.inputs.values.flatMap(\.values).reduce(0) { $0 + $1.count })
        #expect(held > 0)
        #expect(held <= sum * bench.names.count)
        #expect(bench.node.sessions.count == 2 * bench.names.count)
    }

    @Test func whoIsAwayAtTheEndIsToldOnComingBack() throws {
        let bench = try ServerBench(rounds: 1)
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        try bench.answerAll(connections)
        try bench.contributeAll(connections)
        try bench.handle(.disconnected(connections[0]))
        for _ in 0..<2 where bench.node.current != nil {
            try bench.answerAll(Array(connections))
        }
        guard case .finished = bench.node.machine.state else { return #expect(Bool(false)) }
        #expect(!bench.node.hasToldEverybody)
        let back = try bench.connect(bench.names[0])
        #expect(bench.take(back).contains { if case .finished = $0 { true } else { false } })
        #expect(bench.node.hasToldEverybody)
    }
}
