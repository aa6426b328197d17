import Federation
import Paillier
import Primitives
package import RoundStore
import Wire

/// Runs the jobs of a server: no state but the store's, so any number at once.
package struct ServerWorker: Sendable {
    let federation: ServerFederation
    let store: any ServerStore
    let clock: ContinuousClock = ContinuousClock()

    package init(federation: ServerFederation, store: any ServerStore) {
        self.federation = federation
        self.store = store
    }

    /// Does the job; only the store's failures are errors, everything else is a result.
    package func perform(_ job: ServerJob) -> ServerJob.Result {
        do {
            return try result(of: job)
        } catch let error as StoreError {
            return .failed(error)
        } catch {
            return .failed(.corrupted(path: "state", reason: "\(error)"))
        }
    }

    private func result(of job: ServerJob) throws -> ServerJob.Result {
        switch job {
        case .combine(let announcement, let contributions, let commits, let shares, let sum):
            try .combined(
                round: announcement.round,
                combine(
                    announcement, contributions: contributions, commits: commits, shares: shares, sum: sum))
        case .store(let contributions, let round, let now): try stored(contributions, round: round, at: now)
        case .sum(let announcement, let contributors): try summed(announcement, contributors)
        case .verifyContributions(let announcement, let contributions): try verified(contributions, to: announcement)
        case .verifyShare(let announcement, let record, let holder, let payload, let sum):
            verified(announcement, record, holder, payload, sum)
        }
    }

    /// The ciphertexts first, then the records of all in one transaction.
    private func stored(
        _ contributions: [UploadedContribution], round: Int, at now: Timestamp
    ) throws -> ServerJob.Result {
        let start = clock.now
        try store.commitBlobs(
            contributions.map { ($0.body, .contribution(round: round, participant: $0.member.name)) })
        let records = try contributions.map { checked in
            let statement = checked.contribution.statement
            let acknowledgement = try Acknowledgement(
                announcement: statement.announcement, participant: checked.member.name,
                contribution: statement.digest(key: checked.member.key), signer: federation.signingKey)
            return ContributionRecord(
                round: round, contribution: checked.contribution, acknowledgement: acknowledgement, at: now)
        }
        try store.acceptContributions(records)
        return .stored(records, round: round, seconds: (clock.now - start).seconds)
    }

    private func summed(_ announcement: RoundAnnouncement, _ contributors: [PartyName]) throws -> ServerJob.Result {
        let layout = announcement.layout
        var sum = federation.scheme.makeSum(layout: layout)
        let start = clock.now
        for participant in contributors {
            guard let record = try store.contribution(round: announcement.round, participant: participant) else {
                throw StoreError.missing("the contribution of \(participant) to round \(announcement.round)")
            }
            let statement = record.contribution.statement
            let body = try body(of: statement, to: announcement)
            let vector = try federation.scheme.decode(
                header: statement.header, body: body, layout: layout)
            federation.scheme.add(vector, to: &sum)
        }
        let total = federation.scheme.total(of: sum)
        return .summed(round: announcement.round, total, seconds: (clock.now - start).seconds)
    }

    /// The ciphertexts of a contribution, if they still are what its participant signed.
    func body(of statement: ContributionStatement, to announcement: RoundAnnouncement) throws -> [UInt8] {
        let layout = announcement.layout
        return try intact(.contribution(round: announcement.round, participant: statement.participant)) {
            $0.count.isMultiple(of: layout.blocks) && $0.withUnsafeBytes(layout.root) == statement.root
        }
    }

    /// The bytes of a blob, if they still are what was signed: what a disk lost must not go into a sum.
    func intact(_ name: BlobName, _ isWhatWasSigned: ([UInt8]) -> Bool) throws -> [UInt8] {
        let bytes = try store.blob(name)
        guard isWhatWasSigned(bytes) else {
            throw StoreError.corrupted(path: name.fileName, reason: "it is not what was signed")
        }
        return bytes
    }

    private func verified(
        _ announcement: RoundAnnouncement, _ record: ShareRecord, _ holder: PartyName, _ payload: [UInt8],
        _ sum: EncryptedVector
    ) -> ServerJob.Result {
        let statement = record.share.statement
        let share = DecryptionShare(holder: statement.holder, blocks: statement.blocks, payload: payload)
        let context = ShareContext(announcement: announcement.digest, sum: statement.sum)
        var objection: String?
        let start = clock.now
        do {
            try federation.scheme.verify(share, sum: sum, layout: announcement.layout, context: context)
        } catch {
            objection = "\(error)"
        }
        if Digest(sha256: payload) != statement.payload { objection = "they are not the ones that were signed" }
        return .shareVerified(
            record, holder: holder, payload: payload, objection: objection, seconds: (clock.now - start).seconds)
    }
}

extension ShareRecord {
    var blobName: BlobName {
        .share(round: round, holder: share.statement.holder, firstBlock: share.statement.blocks[0])
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
