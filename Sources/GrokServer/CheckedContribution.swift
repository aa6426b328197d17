package import Federation
package import RoundStore

/// A contribution that is well formed, on its way to the disk.
package struct CheckedContribution: Sendable {
    package let contribution: SignedContribution
    package let member: Roster.Member
    package let body: any StagedBlob

    package init(contribution: SignedContribution, member: Roster.Member, body: any StagedBlob) {
        self.contribution = contribution
        self.member = member
        self.body = body
    }
}
