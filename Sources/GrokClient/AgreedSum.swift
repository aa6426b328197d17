package import Federation

/// A sum that this holder has committed to, with everything that it is made of.
package struct AgreedSum: Sendable {
    /// The round and the contributions, as they were checked.
    package let proposal: SumProposal
    /// What was promised.
    package let commitment: HolderMachine.Commitment

    package init(proposal: SumProposal, commitment: HolderMachine.Commitment) {
        self.proposal = proposal
        self.commitment = commitment
    }
}
