import Federation
import Primitives
import Testing

@testable import RoundStore

/// What holds for every implementation of ``BlobStore``.
struct BlobStoreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static func names(
        model: Digest = Samples.digest("model"), evidence: Digest = Samples.digest("model")
    ) throws -> [BlobName] {
        [
            .contribution(round: 3, participant: try Samples.name("alice")),
            .contribution(round: 3, participant: try Samples.name("holder-2-0")),
            .contribution(round: 4, participant: try Samples.name("alice")),
            .model(model), .roster(Samples.digest("model")), .evidence(evidence),
            .share(round: 3, holder: 2, firstBlock: 0),
            .share(round: 3, holder: 2, firstBlock: 10), .transcript(round: 3), .transcript(round: 1_234_567),
            .refusedTranscript(round: 3),
        ]
    }

    /// What the blob of each name holds.
    private static func bytes(_ index: Int) -> [UInt8] { Array(repeating: UInt8(index), count: index * 1000) }

    @Test("Blobs of different names are different, in one piece and after a restart", arguments: StoreKind.allCases)
    func roundTrip(_ kind: StoreKind) throws {
        let bench = try ServerBench(kind, in: folder)
        let names = try Self.names(model: Digest(sha256: Self.bytes(3)), evidence: Digest(sha256: Self.bytes(5)))
        for (index, name) in names.enumerated() {
            #expect(try !bench.store.hasBlob(name))
            try bench.store.saveBlob(Self.bytes(index), as: name)
        }
        try bench.reopen()
        for (index, name) in names.enumerated() {
            #expect(try bench.store.hasBlob(name))
            #expect(try bench.store.blob(name) == Self.bytes(index))
        }
    }

    @Test("A blob is read in ranges, and none beyond its end", arguments: StoreKind.allCases)
    func ranges(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let name = BlobName.model(Samples.digest("m"))
        try store.saveBlob(bytes, as: name)
        for (offset, count) in [(0, 1000), (0, 10), (990, 10), (990, 100), (1000, 5), (2000, 5), (17, 0), (5, .max)] {
            let range = try store.blob(name, offset: offset, count: count)
            #expect(range.bytes == Array(bytes.dropFirst(offset).prefix(count)))
            #expect(range.total == 1000)
        }
    }

    @Test("What is not there is missing, and deleting it is no error", arguments: StoreKind.allCases)
    func missing(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        for name in try Self.names() {
            #expect(throws: StoreError.missing(name.description)) { try store.blob(name) }
            #expect(throws: StoreError.missing(name.description)) { try store.blob(name, offset: 0, count: 1) }
            try store.deleteBlob(name)
        }
    }

    @Test("A staged blob is nothing until it is committed, and nothing afterwards", arguments: StoreKind.allCases)
    func staging(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        let name = BlobName.transcript(round: 1)
        let staged = try store.stageBlob()
        for part in [[1, 2], [], [3]] as [[UInt8]] { try staged.append(part) }
        #expect(staged.byteCount == 3)
        #expect(try staged.contents() == [1, 2, 3])
        #expect(try !store.hasBlob(name))
        try staged.commit(as: name)
        #expect(try store.blob(name) == [1, 2, 3])
        #expect(throws: StoreError.goneBlob) { try staged.append([4]) }
        #expect(throws: StoreError.goneBlob) { try staged.contents() }
        #expect(throws: StoreError.goneBlob) { try staged.commit(as: .transcript(round: 2)) }
        staged.discard()
        #expect(try store.blob(name) == [1, 2, 3])
    }

    @Test("A discarded blob is gone", arguments: StoreKind.allCases)
    func discarding(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        let staged = try store.stageBlob()
        try staged.append([1])
        staged.discard()
        staged.discard()
        #expect(staged.byteCount == 0)
        #expect(throws: StoreError.goneBlob) { try staged.commit(as: .transcript(round: 1)) }
        #expect(try !store.hasBlob(.transcript(round: 1)))
    }

    @Test("Committing replaces what was there", arguments: StoreKind.allCases)
    func replacing(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.saveBlob([1, 2, 3], as: .transcript(round: 1))
        try store.saveBlob([4], as: .transcript(round: 1))
        #expect(try store.blob(.transcript(round: 1)) == [4])
    }

    @Test("Old rounds lose their contributions and shares, nothing else", arguments: StoreKind.allCases)
    func oldRounds(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        for name in try Self.names() { try store.saveBlob([1], as: name) }
        try store.deleteBlobs(ofRoundsBefore: 4)
        let kept = try Self.names().filter { try store.hasBlob($0) }
        #expect(kept == (try Self.names().filter { $0.workingRound.map { $0 >= 4 } ?? true }))
        #expect(kept.count == 7)
    }
}
