import Foundation
import Paillier
import Primitives
import Testing

@testable import Federation

/// Everything that is hashed or signed against an independent computation: `Vectors/make_vectors.py`.
@Suite struct DigestVectorTests {
    struct File: Decodable {
        struct Announcement: Decodable {
            let federation: PartyName
            let manifest, roster, key, baseModel, previousTranscript: Digest
            let rosterNumber, round, epochs, batchSize, valueBits, metricBits, weightCap: Int
            let maximumParticipants, blocks, positionsPerBlock: Int
            let kind: RoundKind
            let learningRate, clip: Double
            let strategy: String
            let deadline: Int64
        }

        struct Contribution: Decodable {
            let participant: PartyName
            let key: VerificationKey
            let randomisers, body, signature: Bytes
            let proof: [Bytes]
            let context, root, digest: Digest

            var header: ContributionHeader {
                ContributionHeader(randomisers: randomisers.bytes, proof: proof.map(\.bytes))
            }
        }

        struct Share: Decodable {
            let holder: Int
            let blocks: [Int]
            let payload, signedBytes: Digest
            let content, signature: Bytes
        }

        struct Commit: Decodable {
            let holder: Int
            let signedBytes: Digest
            let instance, signature: Bytes
        }

        struct Key: Decodable {
            let json: String
            let digest: Digest
        }

        let announcement: Announcement
        let announcementDigest, genesis, sum, acknowledged, model, published, void: Digest
        let keys: [Key]
        let contributions: [Contribution]
        let commits: [Commit]
        let shares: [Share]
        let added, opened: Bytes
        let hashes: [Bytes]
        let hashSeed: Digest
    }

    /// Bytes in hexadecimal digits.
    struct Bytes: Decodable {
        let bytes: [UInt8]

        init(from decoder: any Decoder) throws {
            var digits = try decoder.singleValueContainer().decode(String.self)[...]
            var bytes: [UInt8] = []
            while let byte = UInt8(digits.prefix(2), radix: 16) {
                bytes.append(byte)
                digits = digits.dropFirst(2)
            }
            self.bytes = bytes
        }
    }

    let file: File
    let announcement: RoundAnnouncement
    let contributions: [SignedContribution]
    let commits: [SumCommit]
    let shares: [Transcript.Share]

    init() throws {
        let file = try Vectors.decode(File.self, "digests.json")
        self.file = file
        announcement = try file.announcement.value
        let digest = announcement.digest
        contributions = file.contributions.map { made in
            SignedContribution(
                statement: ContributionStatement(
                    announcement: digest, participant: made.participant, header: made.header, root: made.root),
                signature: made.signature.bytes)
        }
        commits = try file.commits.map { made in
            SumCommit(
                announcement: digest, baseModel: file.announcement.baseModel, sum: file.sum, holder: made.holder,
                instance: try #require(InstanceID(bytes: made.instance.bytes)), signature: made.signature.bytes)
        }
        shares = file.shares.map { made in
            let statement = ShareStatement(
                sum: file.sum, holder: made.holder, blocks: made.blocks, payload: made.payload)
            let signed = SignedShare(statement: statement, signature: made.signature.bytes)
            return Transcript.Share(signed: signed, payload: made.content.bytes)
        }
    }

    @Test func announcementAndGenesis() {
        #expect(announcement.digest == file.announcementDigest)
        #expect(Transcript.genesis == file.genesis)
    }

    @Test func keys() throws {
        #expect(file.keys.count == 2)
        for key in file.keys {
            let parameters = try JSONDecoder().decode(SchemeParameters.self, from: Data(key.json.utf8))
            #expect(parameters.digest == key.digest)
        }
    }

    @Test func contributionsAndTheirSum() throws {
        for (made, contribution) in zip(file.contributions, contributions) {
            #expect(made.body.bytes.withUnsafeBytes({ announcement.layout.root(of: $0) }) == made.root)
            let context = ContributionStatement.context(
                announcement: file.announcementDigest, participant: made.participant, key: made.key)
            #expect(context == made.context)
            #expect(contribution.statement.digest(key: made.key) == made.digest)
        }
        let entries = file.contributions.map {
            SumStatement.Entry(participant: $0.participant, contribution: $0.digest)
        }
        for order in [entries, entries.reversed()] {
            #expect(SumStatement(announcement: file.announcementDigest, contributions: order).digest == file.sum)
        }
    }

    @Test func shareStatements() {
        for (made, share) in zip(file.shares, shares) {
            #expect(share.signed.statement.signedBytes == made.signedBytes.bytes)
        }
    }

    @Test func commitStatements() throws {
        let holder = try SigningKey.generate()
        for (made, commit) in zip(file.commits, commits) {
            #expect(commit.signedBytes == made.signedBytes.bytes)
            let signed = try SumCommit(
                announcement: commit.announcement, baseModel: commit.baseModel, sum: commit.sum, holder: commit.holder,
                instance: commit.instance, signer: holder)
            #expect(holder.verificationKey.isValid(signed.signature, for: made.signedBytes.bytes))
            #expect(signed.isSigned(by: holder.verificationKey))
            #expect(!commit.isSigned(by: holder.verificationKey))
        }
    }

    @Test func acknowledgements() throws {
        let server = try SigningKey.generate()
        let first = file.contributions[0]
        let acknowledgement = try Acknowledgement(
            announcement: file.announcementDigest, participant: first.participant, contribution: first.digest,
            signer: server)
        #expect(server.verificationKey.isValid(acknowledgement.signature, for: file.acknowledged.bytes))
        #expect(acknowledgement.isSigned(by: server.verificationKey))
        #expect(!acknowledgement.isSigned(by: try SigningKey.generate().verificationKey))
    }

    @Test func transcripts() {
        #expect(transcript(.published(model: file.model)).digest == file.published)
        #expect(transcript(.void).digest == file.void)
        #expect(transcript(.void).hashSeed == file.hashSeed)
    }

    @Test func everyPartOfATranscriptCounts() {
        let digests = [
            transcript(.void),
            transcript(.void, contributions: contributions.dropLast()),
            transcript(.void, contributions: contributions.reversed()),
            transcript(.void, commits: commits.dropLast()),
            transcript(.void, commits: commits.reversed()),
            transcript(.void, shares: shares.dropLast()),
            transcript(.void, shares: shares.map { Transcript.Share(signed: $0.signed, payload: $0.payload + [0]) }),
            transcript(.void, shares: shares.reversed()),
            transcript(.void, ciphertexts: []),
            transcript(.void, hashes: []),
            transcript(.void, hashes: file.hashes.reversed().map { HomomorphicHash(bytes: $0.bytes) }),
            transcript(.void, sum: file.opened.bytes + [0]),
            transcript(.published(model: file.model)),
            transcript(.published(model: file.genesis)),
        ].map(\.digest)
        #expect(Set(digests).count == digests.count)
    }

    private func transcript(
        _ outcome: Transcript.Outcome, contributions: [SignedContribution]? = nil, commits: [SumCommit]? = nil,
        shares: [Transcript.Share]? = nil, ciphertexts: [UInt8]? = nil, hashes: [HomomorphicHash]? = nil,
        sum: [UInt8]? = nil
    ) -> Transcript {
        Transcript(
            announcement: announcement, contributions: contributions ?? self.contributions,
            commits: commits ?? self.commits, shares: shares ?? self.shares,
            ciphertexts: ciphertexts ?? file.added.bytes,
            hashes: hashes ?? file.hashes.map { HomomorphicHash(bytes: $0.bytes) }, sum: sum ?? file.opened.bytes,
            outcome: outcome)
    }
}

extension DigestVectorTests.File.Announcement {
    var value: RoundAnnouncement {
        get throws {
            try RoundAnnouncement(
                federation: federation, manifest: manifest, rosterNumber: rosterNumber, roster: roster, key: key,
                round: round, kind: kind, baseModel: baseModel, previousTranscript: previousTranscript,
                hyperParameters: HyperParameters(epochs: epochs, batchSize: batchSize, learningRate: learningRate),
                codec: CodecParameters(
                    valueBits: valueBits, metricBits: metricBits, clip: clip, weightCap: weightCap,
                    maximumParticipants: maximumParticipants),
                strategy: strategy, layout: BlockLayout(blocks: blocks, positionsPerBlock: positionsPerBlock),
                deadline: Timestamp(milliseconds: deadline))
        }
    }
}
