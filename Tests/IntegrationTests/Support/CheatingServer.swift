import Federation
import GrokServer
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

/// A server that does as a test says, with honest participants: four who hold shares of a key, two of whom decrypt.
final class CheatingServer {
    let documents: TestFederation
    let victims: [Victim]
    let codec: UpdateCodec

    init() throws {
        documents = try TestFederation(
            ["alice", "bob", "dave", "sue"], key: .threshold, threshold: 2, toleratedHolders: 1, minimumContributors: 3)
        codec = try documents.serverFederation().codec
        let documents = documents
        victims = try documents.names.enumerated().map { try Victim($1, of: documents, seed: UInt64($0)) }
    }

    var names: [PartyName] { documents.names }

    /// A round that everything is right about.
    func round(_ number: Int = 1) throws -> RoundAnnouncement {
        let manifest = documents.manifest
        return RoundAnnouncement(
            federation: manifest.content.federation, manifest: manifest.digest, rosterNumber: 1,
            roster: documents.roster.digest, key: manifest.content.scheme.digest, round: number, kind: .training,
            baseModel: manifest.content.initialModel, previousTranscript: Transcript.genesis,
            hyperParameters: HyperParameters(), codec: manifest.content.codec, strategy: FederatedAveraging().name,
            layout: codec.layout(of: .training), deadline: Timestamp(milliseconds: 1_700_000_600_000))
    }

    func signed(_ announcement: RoundAnnouncement) throws -> SignedAnnouncement {
        try SignedAnnouncement(announcement, signer: documents.serverKey)
    }

    /// Announces a round to some, who contribute to it.
    func announce(_ announcement: RoundAnnouncement, to some: [Victim]? = nil) throws {
        for victim in some ?? victims { victim.hear(.announcement(try signed(announcement))) }
    }

    /// What the participants have contributed.
    func contributions(of some: [Victim]? = nil) throws -> [SignedContribution] {
        try (some ?? victims).map { try #require($0.contribution).signed }
    }

    func acknowledge(_ victim: Victim, signer: SigningKey? = nil) throws {
        let statement = try #require(victim.contribution).signed.statement
        victim.hear(
            .acknowledgement(
                try Acknowledgement(
                    announcement: statement.announcement, participant: victim.name,
                    contribution: statement.digest(key: documents.key(of: victim.name).verificationKey),
                    signer: signer ?? documents.serverKey)))
    }

    /// Lays out what a sum is made of, and asks to commit to it.
    func request(
        _ contributions: [SignedContribution], to announcement: RoundAnnouncement, of victim: Victim
    ) throws -> WireMessage {
        let list = WireCodec.encode(contributions)
        let blob = Blob(digest: Digest(sha256: list), byteCount: list.count)
        victim.blobs[blob.digest] = list
        return .commitRequest(CommitRequest(announcement: try signed(announcement), contributions: blob))
    }

    /// Why a holder does not commit to a sum.
    func refusal(
        of victim: Victim, to contributions: [SignedContribution], in announcement: RoundAnnouncement
    ) throws -> String {
        let refusals = victim.refusals(to: try request(contributions, to: announcement, of: victim))
        return try #require(refusals.first, "\(victim.name) committed")
    }

    /// The commit of a holder to a sum.
    func commit(
        of victim: Victim, to contributions: [SignedContribution], in announcement: RoundAnnouncement
    ) throws -> SumCommit {
        let said = victim.hear(try request(contributions, to: announcement, of: victim))
        return try #require(
            said.lazy.compactMap { if case .commit(let commit) = $0 { commit } else { nil } }.first,
            "\(victim.name) did not commit")
    }

    /// A request for shares of all blocks of a sum.
    func shareRequest(_ sum: Digest, _ commits: [SumCommit], in announcement: RoundAnnouncement) -> WireMessage {
        .shareRequest(
            ShareRequest(
                announcement: announcement.digest, sum: sum, blocks: Array(0..<announcement.layout.blocks),
                commits: commits, input: Blob(digest: Digest(sha256: []), byteCount: 0)))
    }

    /// The transcript of a round that everybody took part in, as an honest server would write it.
    func transcript(of announcement: RoundAnnouncement) throws -> SignedTranscript {
        let contributions = try contributions()
        let commits = try victims.map { try commit(of: $0, to: contributions, in: announcement) }
        let sum = try #require(commits.first).sum
        for victim in victims { victim.hear(shareRequest(sum, commits, in: announcement)) }
        let shares = try victims.prefix(2).map { try #require($0.shares.last) }
        let layout = announcement.layout
        let scheme = documents.scheme
        let vectors = try victims.map { try vector(of: $0, layout: layout) }
        let added = scheme.sum(of: vectors, layout: layout)
        let seed = Transcript.hashSeed(
            announcement: announcement, contributions: contributions, ciphertexts: scheme.body(of: added))
        let hashes = vectors.map { scheme.homomorphicHash(of: $0, seed: seed, layout: layout) }
        let given = shares.map { Transcript.Share(signed: $0.signed, payload: $0.payload) }
        let opened = try documents.scheme.combine(given.map(\.decryptionShare), sum: added, layout: layout)
        return try write(
            announcement, contributions, commits, given, documents.scheme.body(of: added), hashes, opened)
    }

    /// What a participant has contributed.
    func vector(of victim: Victim, layout: BlockLayout) throws -> EncryptedVector {
        let made = try #require(victim.contribution)
        return try documents.scheme.decode(header: made.signed.statement.header, body: made.body, layout: layout)
    }

    /// The model that follows on the initial one.
    func model(_ opened: PlaintextVector, contributors: Int) throws -> Digest {
        let specification = documents.manifest.content.model
        let update = try codec.decode(opened, kind: .training, contributors: contributors)
        let base = try ModelFile.decode(ModelFile.initial(specification), specification: specification)
        let parameters = FederatedAveraging().apply(mean: update.mean, to: base)
        return Digest(sha256: ModelFile.encode(parameters, specification: specification))
    }

    private func write(
        _ announcement: RoundAnnouncement, _ contributions: [SignedContribution], _ commits: [SumCommit],
        _ shares: [Transcript.Share], _ ciphertexts: [UInt8], _ hashes: [HomomorphicHash],
        _ opened: PlaintextVector
    ) throws -> SignedTranscript {
        let transcript = try Transcript(
            announcement: announcement, contributions: contributions, commits: commits, shares: shares,
            ciphertexts: ciphertexts, hashes: hashes,
            sum: opened.bigEndianBytes(bits: documents.scheme.plaintextBits),
            outcome: .published(model: model(opened, contributors: contributions.count)))
        return try SignedTranscript(
            transcript: transcript, roster: documents.roster.signedBytes,
            signature: documents.serverKey.signature(for: transcript.digest.bytes))
    }

    /// Tells a participant that a round is over, and lays out its transcript.
    func conclude(_ signed: SignedTranscript, to victim: Victim) {
        let announcement = signed.transcript.announcement
        victim.blobs[announcement.previousTranscript] = TranscriptFile.encode(signed)
        victim.hear(
            .concluded(
                Concluded(
                    round: announcement.round, outcome: .published, reason: "", model: announcement.baseModel,
                    transcript: signed.transcript.digest, published: 1, base: nil, contributors: names)))
    }
}
