/// A proof of misconduct that convinces whoever knows the federation's authority.
public enum Evidence: Hashable, Sendable {
    /// A holder broke its word.
    case commits(CommitEvidence)
    /// The server forked a round or the model.
    case fork(ForkEvidence)

    /// What is proven of whom; nil when nothing is.
    ///
    /// - Parameters:
    ///   - manifest: the federation's.
    ///   - roster: one that its authority signed, with the keys of that time.
    public func finding(manifest: SignedDocument<Manifest>, roster: Roster) -> String? {
        switch self {
        case .commits(let evidence):
            guard evidence.first.announcement.manifest == manifest.digest,
                let name = manifest.content.holder(evidence.first.commit.holder), let member = roster.member(name),
                evidence.isValid(holderKey: member.key), let offence = evidence.offence
            else { return nil }
            return "the holder \(name) broke its word in round \(evidence.second.announcement.round): \(offence)"
        case .fork(let evidence):
            guard evidence.first.announcement.manifest == manifest.digest,
                evidence.isValid(serverKey: roster.serverKey), let offence = evidence.offence
            else { return nil }
            return "the server forked round \(evidence.second.announcement.round): \(offence)"
        }
    }
}
