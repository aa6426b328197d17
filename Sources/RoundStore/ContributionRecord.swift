package import Federation

/// An accepted contribution; its ciphertexts are the blob ``BlobName/contribution(round:participant:)``.
package struct ContributionRecord: Equatable, Sendable {
    package var round: Int
    package var contribution: SignedContribution
    package var acknowledgement: Acknowledgement
    package var at: Timestamp

    package init(round: Int, contribution: SignedContribution, acknowledgement: Acknowledgement, at: Timestamp) {
        self.round = round
        self.contribution = contribution
        self.acknowledgement = acknowledgement
        self.at = at
    }
}
