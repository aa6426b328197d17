import Federation

// What may happen to a round, whichever store keeps it. Each rule holds for a second call too: the same again changes
// nothing, anything else is a conflict.
extension RoundRecord {
    /// Refuses a number that was used, and a second open round.
    static func checkOpening(_ round: Int, lastRound: Int, open: Int?) throws {
        if let open { throw StoreError.conflict("round \(round) cannot open before round \(open) has ended") }
        guard round > lastRound else {
            throw StoreError.conflict("round \(round) cannot open: the number \(lastRound) was used before")
        }
    }

    /// Whether `new` is to be stored; `known` is the same participant's contribution from before.
    func accepts(_ new: ContributionRecord, known: ContributionRecord?) throws -> Bool {
        let participant = new.contribution.statement.participant
        if let known {
            if known.contribution == new.contribution { return false }
            throw StoreError.conflict("round \(number) has another contribution of \(participant)")
        }
        guard phase == .training else {
            throw StoreError.conflict("round \(number) is \(phase) and takes no contribution of \(participant)")
        }
        return true
    }

    /// The round with its contributors settled; nil when they are these already.
    func frozen(_ contributors: [PartyName], accepted: Set<PartyName>) throws -> RoundRecord? {
        let contributors = contributors.sorted()
        if phase == .decrypting, self.contributors == contributors { return nil }
        guard phase == .training else {
            throw StoreError.conflict("round \(number) is \(phase) and its contributors are settled")
        }
        if let stranger = contributors.first(where: { !accepted.contains($0) }) {
            throw StoreError.missing("the contribution of \(stranger) to round \(number)")
        }
        var frozen = self
        (frozen.phase, frozen.contributors) = (.decrypting, contributors)
        return frozen
    }

    /// Whether `new` is to be stored; `known` is the holder's commit from before.
    func accepts(_ new: CommitRecord, known: CommitRecord?) throws -> Bool {
        if let known {
            if known == new { return false }
            throw StoreError.conflict("round \(number) has another commit of holder \(new.commit.holder)")
        }
        guard phase == .decrypting else {
            throw StoreError.conflict("round \(number) is \(phase) and takes no commits")
        }
        return true
    }

    /// Whether `new` is to be stored; `known` is what the holder gave for this first block before.
    func accepts(_ new: ShareRecord, known: ShareRecord?) throws -> Bool {
        if let known {
            if known == new { return false }
            throw StoreError.conflict(
                "round \(number) has another share of holder \(new.holder) from block \(new.firstBlock) on")
        }
        guard phase == .decrypting else {
            throw StoreError.conflict("round \(number) is \(phase) and takes no shares")
        }
        return true
    }

    /// The round with its end; nil when it has ended so already.
    ///
    /// A round is abandoned only before its contributors are frozen: another sum on the same model could follow.
    func concluded(_ conclusion: RoundConclusion) throws -> RoundRecord? {
        precondition(!conclusion.phase.isOpen, "a round does not end by \(conclusion.phase)")
        if self.conclusion == conclusion { return nil }
        guard phase == (conclusion.phase == .abandoned ? .training : .decrypting) else {
            throw StoreError.conflict("round \(number) is \(phase) and cannot end as \(conclusion.phase)")
        }
        var concluded = self
        (concluded.phase, concluded.conclusion) = (conclusion.phase, conclusion)
        return concluded
    }

    var number: Int { announcement.round }
}

extension ShareRecord {
    var holder: Int { share.statement.holder }
    /// A share has at least one block.
    var firstBlock: Int { share.statement.blocks.first ?? 0 }
}
