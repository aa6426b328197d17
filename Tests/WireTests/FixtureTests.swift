import Federation
import Paillier
import Primitives
import Testing
import Wire

@Suite struct FixtureTests {
    private func digest(_ byte: UInt8) throws -> Digest {
        try #require(Digest(bytes: [UInt8](repeating: byte, count: 32)))
    }

    private func expect(_ message: WireMessage, _ fixture: String, at location: SourceLocation = #_sourceLocation) {
        let bytes = HexFixture.bytes(fixture)
        #expect(WireCodec.encode(message) == bytes, sourceLocation: location)
        #expect((try? WireCodec.decode(bytes)) == message, sourceLocation: location)
    }

    @Test func hello() throws {
        expect(
            .hello(
                Hello(
                    version: 1, federation: "office-0a1b2c3d", manifest: try digest(0x11), rosterNumber: 300,
                    model: try digest(0x22))), HexFixture.hello)
    }

    @Test func fetch() throws {
        expect(.fetch(digest: try digest(0x33), offset: 262_144), HexFixture.fetch)
    }

    @Test func share() throws {
        let statement = ShareStatement(
            sum: try digest(0x44), holder: 3, blocks: [0, 5, 300], payload: try digest(0x55))
        let share = SignedShare(statement: statement, signature: [UInt8](repeating: 0x66, count: 64))
        expect(.share(ShareAnnouncement(share: share, byteCount: 1024)), HexFixture.share)
    }

    @Test func commit() throws {
        let commit = SumCommit(
            announcement: try digest(0x11), baseModel: try digest(0x22), sum: try digest(0x44), holder: 3,
            instance: try #require(InstanceID(bytes: [UInt8](repeating: 0x77, count: 16))),
            signature: [UInt8](repeating: 0x66, count: 64))
        expect(.commit(commit), HexFixture.commit)
    }

    @Test func chunk() throws {
        expect(
            .chunk(Chunk(digest: try digest(0x33), offset: 7, total: 10, content: [0xAA, 0xBB, 0xCC])),
            HexFixture.chunk)
    }

    @Test func rejection() {
        expect(.rejection(Rejection(.notInRoster, "mallory is not in the roster")), HexFixture.rejection)
    }

    @Test func announcement() throws {
        let announcement = RoundAnnouncement(
            federation: try PartyName("office-0a1b2c3d"), manifest: try digest(0x11), rosterNumber: 7,
            roster: try digest(0x12), key: try digest(0x13), round: 3, kind: .training, baseModel: try digest(0x14),
            previousTranscript: try digest(0x15),
            hyperParameters: HyperParameters(epochs: 2, batchSize: 32, learningRate: 0.01),
            codec: CodecParameters(valueBits: 16, metricBits: 40, clip: 1.5, weightCap: 4096, maximumParticipants: 8),
            strategy: "fedavg", layout: try BlockLayout(blocks: 8, positionsPerBlock: 49),
            deadline: Timestamp(milliseconds: 1_800_000_000_123))
        let signature = [UInt8](repeating: 0x16, count: 64)
        expect(
            .announcement(SignedAnnouncement(announcement: announcement, signature: signature)),
            HexFixture.announcement)
    }
}
