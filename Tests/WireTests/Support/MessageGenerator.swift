import Federation
import Paillier
import Primitives
import Wire

/// Draws well-formed messages of every kind (SplitMix64; the seed names the sequence).
struct MessageGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    static let kinds = 18

    mutating func message(kind: Int) -> WireMessage {
        switch kind {
        case 0: .acknowledgement(acknowledgement())
        case 1: .announcement(signedAnnouncement())
        case 2: .chunk(chunk())
        case 3: .concluded(concluded())
        case 4: .contribution(contribution())
        case 5: .contributionRefused(announcement: digest(), reason: text())
        case 6: .shareRequest(shareRequest())
        case 7: .fetch(digest: digest(), offset: size())
        case 8:
            .finished(
                Finished(model: digest(), transcript: digest(), published: size(), final: optional { $0.totals() }))
        case 9: .hello(hello())
        case 10: .refused(announcement: digest(), reason: text())
        case 11: .rejection(rejection())
        case 12: .share(share())
        case 13: .ping
        case 14: .pong
        case 15: .commit(commit())
        case 16: .commitRequest(CommitRequest(announcement: signedAnnouncement(), contributions: blob()))
        default: .welcome(welcome())
        }
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func optional<Value>(_ make: (inout MessageGenerator) -> Value) -> Value? {
        Bool.random(using: &self) ? make(&self) : nil
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }

    mutating func digest() -> Digest { Digest(sha256: bytes(8)) }

    /// Small numbers, large ones, and the largest.
    mutating func size() -> Int { [0, 1, int(0...300), int(0...1 << 39), 1 << 40 - 1][int(0...4)] }

    mutating func name() -> PartyName {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        let text = (0..<int(1...63)).map { index in
            index > 0 && int(0...9) == 0 ? "-" : alphabet[int(0...35)]
        }
        guard let name = try? PartyName(String(text)) else { preconditionFailure("\(text) is not a name") }
        return name
    }

    mutating func text() -> String { ["", "no", "a longer reason, with ünïcödé ✓\u{0}"][int(0...2)] }

    mutating func announcement() -> RoundAnnouncement {
        let positions = int(1...256)
        guard let layout = try? BlockLayout(blocks: int(1...65535), positionsPerBlock: positions) else {
            preconditionFailure("\(positions) positions fit any number of blocks")
        }
        return RoundAnnouncement(
            federation: name(), manifest: digest(), rosterNumber: size(), roster: digest(), key: digest(),
            round: size(), kind: Bool.random(using: &self) ? .training : .evaluation, baseModel: digest(),
            previousTranscript: digest(),
            hyperParameters: HyperParameters(
                epochs: int(1...1 << 20), batchSize: int(1...1 << 20), learningRate: .random(in: -1...1, using: &self)),
            codec: CodecParameters(
                valueBits: int(1...64), metricBits: int(1...64), clip: .random(in: -9...9, using: &self),
                weightCap: int(1...1 << 30), maximumParticipants: int(1...1 << 20)),
            strategy: text(), layout: layout, deadline: Timestamp(milliseconds: Int64(int(0...1 << 48 - 1))))
    }

    mutating func contribution() -> SignedContribution {
        SignedContribution(
            statement: ContributionStatement(
                announcement: digest(), participant: name(),
                header: ContributionHeader(
                    randomisers: bytes(int(0...200)), proof: (0..<int(0...3)).map { _ in bytes(int(0...50)) }),
                root: digest()),
            signature: bytes(64))
    }

    mutating func acknowledgement() -> Acknowledgement {
        Acknowledgement(announcement: digest(), participant: name(), contribution: digest(), signature: bytes(64))
    }

    mutating func chunk() -> Chunk {
        let isWhole = int(0...19) == 0
        let content = isWhole ? [UInt8](repeating: 7, count: Chunk.byteCount) : bytes([1, int(1...300)][int(0...1)])
        let offset = int(0...1 << 39)
        return Chunk(digest: digest(), offset: offset, total: offset + content.count + int(0...9), content: content)
    }

    mutating func concluded() -> Concluded {
        Concluded(
            round: size(), outcome: [.abandoned, .evaluated, .published, .void][int(0...3)], reason: text(),
            model: digest(), transcript: optional { $0.digest() }, published: size(), base: optional { $0.totals() },
            contributors: (0..<int(0...9)).map { _ in name() })
    }

    mutating func totals() -> MetricTotals {
        MetricTotals(
            weightUnits: size(), heldOutExamples: int(0...1 << 60 - 1), truePositives: int(0...1 << 60 - 1),
            falsePositives: size(), falseNegatives: size(), lossSum: .random(in: 0...1e9, using: &self),
            clippedComponents: size())
    }

    mutating func shareRequest() -> ShareRequest {
        ShareRequest(
            announcement: digest(), sum: digest(), blocks: blocks(), commits: (0..<int(1...16)).map { _ in commit() },
            input: blob())
    }

    mutating func commit() -> SumCommit {
        guard let instance = InstanceID(bytes: bytes(16)) else { preconditionFailure("16 bytes are an instance") }
        return SumCommit(
            announcement: digest(), baseModel: digest(), sum: digest(), holder: int(1...16), instance: instance,
            signature: bytes(64))
    }

    mutating func evidence() -> CommitEvidence {
        CommitEvidence(
            first: CommitEvidence.Word(announcement: announcement(), commit: commit()),
            second: CommitEvidence.Word(announcement: announcement(), commit: commit()))
    }

    /// Shares whose bytes are the ones that are signed.
    mutating func givenShare() -> Transcript.Share {
        let payload = bytes(int(0...200))
        let statement = ShareStatement(
            sum: digest(), holder: int(1...16), blocks: blocks(), payload: Digest(sha256: payload))
        return Transcript.Share(signed: SignedShare(statement: statement, signature: bytes(64)), payload: payload)
    }

    mutating func blob() -> Blob { Blob(digest: digest(), byteCount: size()) }

    mutating func blocks() -> [Int] { Set((0..<int(1...20)).map { _ in int(0...65535) }).sorted() }

    mutating func hello() -> Hello {
        Hello(
            version: int(0...Int(UInt32.max)), federation: text(), manifest: digest(), rosterNumber: size(),
            model: optional { $0.digest() })
    }

    mutating func rejection() -> Rejection {
        let codes: [Rejection.Code] = [
            .federation, .malformed, .manifest, .notInRoster, .protocolVersion, .replaced, .stopping,
        ]
        return Rejection(codes[int(0...6)], text())
    }

    mutating func share() -> ShareAnnouncement {
        let statement = ShareStatement(sum: digest(), holder: int(1...16), blocks: blocks(), payload: digest())
        return ShareAnnouncement(
            share: SignedShare(statement: statement, signature: bytes(64)), byteCount: size())
    }

    mutating func welcome() -> Welcome {
        Welcome(
            roster: optional { $0.signedBytes() }, published: size(),
            rounds: size(), model: digest())
    }

    mutating func signedAnnouncement() -> SignedAnnouncement {
        SignedAnnouncement(announcement: announcement(), signature: bytes(64))
    }

    mutating func signedBytes() -> SignedBytes { SignedBytes(content: bytes(int(0...100)), signature: bytes(64)) }

    /// Of either kind.
    mutating func proof() -> Evidence {
        Bool.random(using: &self)
            ? .commits(evidence())
            : .fork(ForkEvidence(first: signedAnnouncement(), second: signedAnnouncement()))
    }

    mutating func signedTranscript() -> SignedTranscript {
        SignedTranscript(transcript: transcript(), roster: signedBytes(), signature: bytes(64))
    }

    mutating func transcript() -> Transcript {
        Transcript(
            announcement: announcement(), contributions: (0..<int(0...4)).map { _ in contribution() },
            commits: (0..<int(0...4)).map { _ in commit() }, shares: (0..<int(0...4)).map { _ in givenShare() },
            ciphertexts: bytes(int(0...300)),
            hashes: (0..<int(0...4)).map { _ in HomomorphicHash(bytes: bytes(int(0...40))) }, sum: bytes(int(0...300)),
            outcome: optional { .published(model: $0.digest()) } ?? .void)
    }
}

/// Seeds of property tests: some that are always the same, and one that is new each time. A failure names its seed.
enum Seeds {
    static func some(_ count: Int) -> [UInt64] {
        (1...UInt64(count)).map { $0 } + [UInt64.random(in: 1 << 32...UInt64.max)]
    }
}
