import Federation
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Wire

@testable import GrokClient

/// A participant whose events a test chooses one by one.
final class ClientBench {
    let documents: TestFederation
    let store: MemoryClientStore
    let node: ClientNode
    let log = EventLog()
    var effects: [ClientEffect] = []

    /// - Parameter index: which participant it is.
    init(
        _ index: Int = 0, rows: Int = 64, faults: FaultPlan = FaultPlan(), store: MemoryClientStore? = nil,
        documents: TestFederation? = nil, following: Bool = false, acceptingRoster: Bool = false
    ) throws {
        self.documents = try documents ?? TestFederation(["alice", "bob", "sue"], rows: rows)
        self.store = store ?? MemoryClientStore(faults: faults)
        node = try ClientNode(
            federation: self.documents.clientFederation(self.documents.names[index]), roster: self.documents.roster,
            store: self.store, logger: log.logger, following: following, acceptingRoster: acceptingRoster)
        handle(.started)
        connect()
    }

    /// Looks at sums at once; every other job is left to the test.
    func handle(_ event: ClientEvent) {
        for effect in node.handle(event) {
            if case .run(.audit(let proposal, let holder, let known)) = effect {
                handle(.done(.audited(proposal, holder.decide(proposal, knowing: known))))
            } else {
                effects.append(effect)
            }
        }
    }

    func receive(_ message: WireMessage) { handle(.received(message)) }

    /// Connects and is welcomed.
    func connect() {
        handle(.connected)
        receive(
            .welcome(
                Welcome(roster: nil, published: 0, rounds: 3, model: documents.manifest.content.initialModel)))
    }

    /// What was asked for since the last time.
    func takeFetches() -> [(digest: Digest, offset: Int)] {
        defer { effects = [] }
        return effects.compactMap { effect in
            if case .send(.fetch(let digest, let offset)) = effect { (digest, offset) } else { nil }
        }
    }

    var isDisconnecting: Bool {
        effects.contains { if case .disconnect = $0 { true } else { false } }
    }

    func sendPart(of blob: [UInt8], at offset: Int, digest: Digest? = nil) {
        let content = Array(blob[offset..<min(blob.count, offset + Chunk.byteCount)])
        receive(
            .chunk(
                Chunk(
                    digest: digest ?? Digest(sha256: blob), offset: offset, total: blob.count, content: content)))
    }

    /// A round that everything is right about.
    func announcement(
        round: Int = 1, kind: RoundKind = .training, baseModel: Digest? = nil, previousTranscript: Digest? = nil,
        hyperParameters: HyperParameters = HyperParameters(), roster: SignedDocument<Roster>? = nil
    ) throws -> RoundAnnouncement {
        let manifest = documents.manifest
        let roster = roster ?? documents.roster
        return try RoundAnnouncement(
            federation: manifest.content.federation, manifest: manifest.digest, rosterNumber: roster.content.number,
            roster: roster.digest, key: manifest.content.scheme.digest, round: round, kind: kind,
            baseModel: baseModel ?? manifest.content.initialModel,
            previousTranscript: previousTranscript ?? Transcript.genesis,
            hyperParameters: hyperParameters, codec: manifest.content.codec, strategy: FederatedAveraging().name,
            layout: documents.clientFederation(documents.names[0]).codec.layout(of: kind),
            deadline: Timestamp(milliseconds: 1_700_000_600_000))
    }

    /// A round as the server says it opens.
    func announce(_ announcement: RoundAnnouncement, signer: SigningKey? = nil) throws {
        receive(.announcement(try signed(announcement, signer: signer)))
    }

    func signed(_ announcement: RoundAnnouncement, signer: SigningKey? = nil) throws -> SignedAnnouncement {
        try SignedAnnouncement(announcement, signer: signer ?? documents.serverKey)
    }

    func concluded(_ round: Int, transcript: Digest) -> WireMessage {
        .concluded(
            Concluded(
                round: round, outcome: .published, reason: "",
                model: Digest(sha256: [UInt8(truncatingIfNeeded: round)]),
                transcript: transcript, published: round, base: nil, contributors: documents.names))
    }

    /// A chain that was verified up to here, as the worker says.
    func verify(_ announcement: RoundAnnouncement, to head: ChainHead) {
        let transcript = Transcript(
            announcement: announcement, contributions: [], commits: [], shares: [], ciphertexts: [], hashes: [],
            sum: [], outcome: .published(model: head.model))
        handle(
            .done(
                .verified(
                    after: node.machine.head, transcript,
                    TranscriptVerifier.Step(head: head, parameters: nil, totals: nil))))
    }
}
