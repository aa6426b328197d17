package import Federation
package import Paillier
package import Primitives
package import RoundStore

/// Work with numbers or disks that takes too long for the node's queue.
package enum ServerJob: Sendable {
    /// Open the sum with the holders' shares, apply it, write model and transcript.
    case combine(
        RoundAnnouncement, contributions: [SignedContribution], commits: [SumCommit], shares: [ShareRecord],
        sum: EncryptedVector)
    /// Make contributions to the round of this number durable, and acknowledge them.
    case store([UploadedContribution], round: Int, at: Timestamp)
    /// Add up the contributions to a round.
    case sum(RoundAnnouncement, contributors: [PartyName])
    /// Check uploaded contributions to one round.
    case verifyContributions(RoundAnnouncement, [UploadedContribution])
    /// Check a holder's shares.
    case verifyShare(RoundAnnouncement, ShareRecord, holder: PartyName, payload: [UInt8], sum: EncryptedVector)

    /// Whether it waits for the disk most of the time, and not for a processor.
    package var isDiskBound: Bool {
        switch self {
        case .store: true
        case .combine, .sum, .verifyContributions, .verifyShare: false
        }
    }

    /// What came of a job.
    package enum Result: Sendable {
        case combined(round: Int, Outcome)
        /// Contributions were checked; all together that took so many seconds.
        case contributionsVerified([Verdict], seconds: Double)
        case failed(StoreError)
        /// Contributions are durable; checking excluded, that took so many seconds.
        case stored([ContributionRecord], round: Int, seconds: Double)
        case shareVerified(ShareRecord, holder: PartyName, payload: [UInt8], objection: String?, seconds: Double)
        case summed(round: Int, EncryptedVector, seconds: Double)
    }

    /// What was found of an uploaded contribution.
    package struct Verdict: Sendable {
        package let contribution: UploadedContribution
        /// Why it is refused; nil when it is well formed.
        package let objection: String?
    }

    /// How a frozen round ends.
    package struct Outcome: Sendable {
        /// The newest model after the round.
        package let model: Digest
        package let transcript: Digest
        /// Nil when the sum was not one of well-formed contributions.
        package let totals: MetricTotals?
        package let reason: String?
        /// What combining the shares and reading the sum took.
        package let openSeconds: Double
        /// What making and writing the model and the transcript took.
        package let publishSeconds: Double
    }
}
