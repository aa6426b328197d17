import Federation
import Primitives
import RoundStore
import Wire

// What proves that somebody cheats is kept as a file, for others to see.
extension ClientNode {
    /// Why to believe nothing of a round that was announced otherwise before; nil when it was not.
    func fork(by signed: SignedAnnouncement) throws -> String? {
        let round = signed.announcement.round
        guard let first = try store.announcement(round: round), first.announcement != signed.announcement else {
            return nil
        }
        try keep(.fork(ForkEvidence(first: first, second: signed)))
        return "round \(round) was announced otherwise before"
    }

    /// Holds commits against those that were seen before.
    func hold(_ words: [CommitEvidence.Word]) throws {
        for word in words {
            for known in witnessed where known.commit.baseModel == word.commit.baseModel {
                try keep(.commits(CommitEvidence(first: known, second: word)))
            }
        }
        witnessed = words + witnessed.filter { !words.contains($0) }
        witnessed = Array(witnessed.prefix(Self.mostWitnessed))
    }

    /// Of a few rounds, each with at most sixteen holders.
    private static let mostWitnessed = 64

    private func keep(_ evidence: Evidence) throws {
        guard let finding = evidence.finding(manifest: federation.manifest, roster: roster.content) else { return }
        let bytes = EvidenceFile.encode(evidence, roster: roster.signedBytes)
        let name = BlobName.evidence(Digest(sha256: bytes))
        guard try !store.hasBlob(name) else { return }
        try store.saveBlob(bytes, as: name)
        log.caught(finding, file: name)
    }
}
