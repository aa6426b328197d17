package import Federation
package import RoundStore

/// A contribution that has arrived whole: to be checked, and then on its way to the disk.
package struct UploadedContribution: Sendable {
    package let contribution: SignedContribution
    package let member: Roster.Member
    package let body: any StagedBlob

    package init(contribution: SignedContribution, member: Roster.Member, body: any StagedBlob) {
        self.contribution = contribution
        self.member = member
        self.body = body
    }
}
