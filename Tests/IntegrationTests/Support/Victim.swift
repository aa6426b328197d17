import Federation
import GrokClient
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

/// An honest participant of a server that cheats: the real node, worker and store; every job is done at once, and every
/// fetch answered with what the server has laid out.
final class Victim {
    let name: PartyName
    let store = MemoryClientStore()
    let log = EventLog()
    private let documents: TestFederation
    private let node: ClientNode
    private let worker: ClientWorker
    /// What the server hands out, by the digest that is asked for.
    var blobs: [Digest: [UInt8]] = [:]
    /// What the participant said since it was last asked something.
    private(set) var said: [WireMessage] = []
    /// Its uploads: contributions and shares.
    private(set) var uploads: [(message: WireMessage, body: [UInt8])] = []
    private(set) var hasHungUp = false
    private(set) var outcome: ClientOutcome?

    init(_ name: PartyName, of documents: TestFederation, seed: UInt64) throws {
        self.name = name
        self.documents = documents
        let federation = try documents.clientFederation(name)
        worker = ClientWorker(
            federation: federation, data: TestData.examples(count: 40, seed: seed), store: store, seed: seed)
        node = try ClientNode(
            federation: federation, roster: documents.roster, store: store, logger: log.logger)
        handle(.started)
    }

    /// What it says to a message.
    @discardableResult
    func hear(_ message: WireMessage) -> [WireMessage] {
        (said, hasHungUp) = ([], false)
        handle(.received(message))
        return said
    }

    /// Its refusals, in plain words.
    func refusals(to message: WireMessage) -> [String] {
        hear(message).compactMap { if case .refused(_, let reason) = $0 { reason } else { nil } }
    }

    /// The contribution that it has made to the round announced last.
    var contribution: (signed: SignedContribution, body: [UInt8])? {
        uploads.lazy.compactMap { upload in
            if case .contribution(let signed) = upload.message { (signed, upload.body) } else { nil }
        }.last
    }

    /// The shares that it has given.
    var shares: [(signed: SignedShare, payload: [UInt8])] {
        uploads.compactMap { upload in
            if case .share(let share) = upload.message { (share.share, upload.body) } else { nil }
        }
    }

    /// Whether it has kept this proof as a file.
    func hasKept(_ evidence: Evidence) throws -> Bool {
        let file = EvidenceFile.encode(evidence, roster: documents.roster.signedBytes)
        return try store.hasBlob(.evidence(Digest(sha256: file)))
    }

    private func handle(_ event: ClientEvent) {
        for effect in node.handle(event) { perform(effect) }
    }

    private func perform(_ effect: ClientEffect) {
        switch effect {
        case .cancel: break
        case .connect: handle(.connected)
        case .disconnect: hasHungUp = true
        case .leave(let outcome): self.outcome = outcome
        case .run(let job): handle(.done(worker.perform(job)))
        case .send(.fetch(let digest, let offset)): serve(digest, offset)
        case .send(.hello): handle(.received(.welcome(welcome)))
        case .send(let message): said.append(message)
        case .upload(let message, _, let body): uploads.append((message, body))
        }
    }

    private var welcome: Welcome {
        Welcome(roster: nil, published: 0, rounds: 3, model: documents.manifest.content.initialModel)
    }

    private func serve(_ digest: Digest, _ offset: Int) {
        guard let blob = blobs[digest] else { return }
        let content = Array(blob[offset..<min(blob.count, offset + Chunk.byteCount)])
        handle(.received(.chunk(Chunk(digest: digest, offset: offset, total: blob.count, content: content))))
    }
}

extension Victim {
    /// It does not believe the server any more, and says why.
    func expectToHaveLeft(because reason: String, at location: SourceLocation = #_sourceLocation) {
        guard case .distrusted(let words)? = outcome else {
            Issue.record("\(name) goes on", sourceLocation: location)
            return
        }
        #expect(words.contains(reason), "\(words)", sourceLocation: location)
    }
}
