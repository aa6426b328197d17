import Federation

/// What the numbers of a manifest mean for those who take part at the moment.
struct RosterFigures {
    let participants: Int
    /// Holders that still take part.
    let holders: [PartyName]
    private let manifest: Manifest

    init(manifest: Manifest, roster: Roster) {
        self.manifest = manifest
        let active = Set(roster.activeNames)
        participants = active.count
        holders = manifest.holders.map(\.name).filter(active.contains)
    }

    /// What is missing for a further round; nil when nothing is.
    var lack: String? {
        if holders.count < manifest.quorum {
            return
                "\(holders.count) of \(manifest.holders.count) key holders remain, and \(manifest.quorum) have to agree on "
                + "a sum"
        }
        if participants < manifest.minimumContributors {
            return "\(participants) participants remain, and a sum needs \(manifest.minimumContributors) contributions"
        }
        return nil
    }

    /// What the numbers promise and do not keep, with what they still do; one sentence each.
    var warnings: [String] { [smallSums, uselessTolerance, noSpareHolder].compactMap(\.self) }

    private var smallSums: String? {
        let minimum = manifest.minimumContributors
        if minimum == 2 {
            return "a sum of two hides nothing between the two: each can subtract its own part and read the other's. "
                + "Encryption still hides both parts from the server and from everybody who is not one of them."
        }
        guard minimum <= manifest.threshold, !manifest.trustsServer else { return nil }
        return "\(minimum - 1) of \(minimum) contributors who put their parts together read the last one's, and the "
            + "\(manifest.threshold) that it takes to decrypt protect nobody from them; "
            + "--minimum-contributors \(manifest.threshold + 1) would. Encryption still hides all parts from the server."
    }

    private var uselessTolerance: String? {
        let untolerant = max(manifest.threshold, manifest.holders.count / 2 + 1)
        guard participants <= manifest.minimumContributors, manifest.quorum > untolerant else { return nil }
        return "with \(participants) participants every sum is of all of them, so there is no second sum to be had, "
            + "and tolerating \(manifest.toleratedHolders) cheating only makes \(manifest.quorum) of "
            + "\(manifest.holders.count) holders necessary each time. It protects once participants are added."
    }

    private var noSpareHolder: String? {
        guard manifest.holders.count > 1, holders.count == manifest.quorum, uselessTolerance == nil else { return nil }
        return
            "all \(holders.count) key holders that take part have to agree on every sum: while one is away, the round "
            + "waits, and none of them can be revoked without ending the training."
    }
}
