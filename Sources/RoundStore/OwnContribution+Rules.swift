import Federation
import Primitives

// What may happen to a participant's own records, whichever store keeps them.
extension OwnContribution {
    /// Whether it is to be stored beside what is known; false when the same was stored, whatever became of it since.
    func isNew(beside known: OwnContribution?) throws -> Bool {
        guard let known else { return true }
        guard known.round == round, known.contribution == contribution else {
            throw StoreError.conflict("another contribution was made for round \(known.round)")
        }
        return false
    }

    /// The contribution with the server's answer. An acknowledgement is the server's signed word: nothing takes it back.
    func settled(_ settlement: State) throws -> OwnContribution {
        switch (state, settlement) {
        case (.acknowledged, .acknowledged(_)) where state != settlement, (.acknowledged, .prepared),
            (.acknowledged, .refused), (.refused, .prepared):
            throw StoreError.conflict("the server's answer to the contribution for round \(round) is another")
        case (.acknowledged, .acknowledged), (.prepared, _), (.refused, .acknowledged), (.refused, .refused):
            var settled = self
            settled.state = settlement
            return settled
        }
    }

    static func missing(_ announcement: Digest) -> String { "a contribution to the announcement \(announcement.short)" }
}

extension ChainHead {
    /// Whether it is to be stored; the chain only grows.
    func isNew(beside last: ChainHead?) throws -> Bool {
        guard let last, last != self else { return last == nil }
        guard round > last.round else {
            throw StoreError.conflict("round \(round) does not come after round \(last.round), which was verified")
        }
        return true
    }
}

extension HolderMachine.Commitment {
    /// Whether it is to be stored; refuses a second sum on one base model.
    func isNew(beside known: [HolderMachine.Commitment]) throws -> Bool {
        if known.contains(where: { $0.sum == sum }) { return false }
        guard known.allSatisfy(goes) else {
            throw StoreError.conflict("another sum on the base model of round \(round) was committed to")
        }
        return true
    }
}
