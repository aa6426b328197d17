import Federation
import Foundation
import Paillier
import WireMessages

extension Grok_V1_Contribution {
    init(_ value: SignedContribution) {
        self.init()
        announcement = value.statement.announcement.data
        participant = value.statement.participant.text
        randomisers = Data(value.statement.header.randomisers)
        proof = value.statement.header.proof.map { Data($0) }
        root = value.statement.root.data
        signature = Data(value.signature)
    }
}

extension SignedContribution {
    init(_ value: Grok_V1_Contribution) throws {
        let field = Field("contribution")
        try self.init(
            statement: ContributionStatement(
                announcement: field.digest(value.announcement, "announcement"),
                participant: field.name(value.participant, "participant"),
                header: ContributionHeader(
                    randomisers: Array(value.randomisers), proof: value.proof.map { Array($0) }),
                root: field.digest(value.root, "root")),
            signature: field.signature(value.signature, "signature"))
    }
}

extension Grok_V1_Acknowledgement {
    init(_ value: Acknowledgement) {
        self.init()
        announcement = value.announcement.data
        participant = value.participant.text
        contribution = value.contribution.data
        signature = Data(value.signature)
    }
}

extension Acknowledgement {
    init(_ value: Grok_V1_Acknowledgement) throws {
        let field = Field("acknowledgement")
        try self.init(
            announcement: field.digest(value.announcement, "announcement"),
            participant: field.name(value.participant, "participant"),
            contribution: field.digest(value.contribution, "contribution"),
            signature: field.signature(value.signature, "signature"))
    }
}
