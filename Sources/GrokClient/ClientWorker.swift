import Federation
package import GrokFilter
import Learning
import Paillier
import Primitives
package import RoundStore
import Wire

/// Runs the jobs of a client: training, encryption, decryption shares.
package struct ClientWorker: Sendable {
    let federation: ClientFederation
    let source: any ExampleSource
    let store: any ClientStore
    /// For reproducible runs; nil draws from the system.
    let seed: UInt64?
    let report: @Sendable (ClientProgress) -> Void
    /// Keeps what a model that was measured says of the held-out mail.
    let calibrate: @Sendable (Calibration) -> Void
    private let masks: MaskPool
    let audit: any TranscriptAudit

    /// - Parameter audit: how transcripts are checked; by default each by itself, and kept.
    package init(
        federation: ClientFederation, data: any ExampleSource, store: any ClientStore, seed: UInt64?,
        audit: (any TranscriptAudit)? = nil, report: @escaping @Sendable (ClientProgress) -> Void = { _ in },
        calibrate: @escaping @Sendable (Calibration) -> Void = { _ in }
    ) {
        self.audit = audit ?? federation.verifier
        self.federation = federation
        source = data
        self.store = store
        self.seed = seed
        self.report = report
        self.calibrate = calibrate
        masks = MaskPool(federation.scheme, layout: federation.codec.layout(of: .training))
    }

    /// Uses a time when nobody waits: computes what the next contribution will need.
    package func prepareMasks() {
        let start = ContinuousClock().now
        if let byteCount = masks.prepare(), byteCount > 0 {
            report(.readyToEncrypt(tableByteCount: byteCount, elapsed: ContinuousClock().now - start))
        }
        masks.fill()
    }

    /// Does the job.
    package func perform(_ job: ClientJob, cancellation: Cancellation = Cancellation()) -> ClientJob.Result {
        switch job {
        case .audit(let proposal, let holder, let known): .audited(proposal, holder.decide(proposal, knowing: known))
        case .prepare(let announcement): prepare(announcement, cancellation)
        case .share(let agreed, let request, let input): share(agreed, request, input: input)
        case .verify(let bytes, let head): verify(bytes, after: head)
        }
    }

    private func prepare(_ announcement: RoundAnnouncement, _ cancellation: Cancellation) -> ClientJob.Result {
        let digest = announcement.digest
        do {
            guard let plaintexts = try plaintexts(for: announcement, cancellation) else {
                return .cancelled(announcement: digest)
            }
            report(.encrypting(round: announcement.round))
            try persist(encrypt(plaintexts, for: announcement), round: announcement.round)
            return .prepared(announcement: digest)
        } catch let error as StoreError {
            return .failed(error)
        } catch {
            return .preparationFailed(announcement: digest, reason: "\(error)")
        }
    }

    private func encrypt(
        _ plaintexts: PlaintextVector, for announcement: RoundAnnouncement
    ) throws -> (SignedContribution, body: [UInt8]) {
        let context = ContributionStatement.context(
            announcement: announcement.digest, participant: federation.name,
            key: federation.signingKey.verificationKey)
        let layout = announcement.layout
        let vector = try federation.scheme.encrypt(
            plaintexts, layout: layout, context: context, masks: masks.take(for: layout))
        let body = federation.scheme.body(of: vector)
        let statement = ContributionStatement(
            announcement: announcement.digest, participant: federation.name, header: vector.header,
            root: body.withUnsafeBytes { layout.root(of: $0) })
        return try (SignedContribution(statement, signer: federation.signingKey), body)
    }

    private func persist(_ made: (contribution: SignedContribution, body: [UInt8]), round: Int) throws {
        try store.saveBlob(made.body, as: .contribution(round: round, participant: federation.name))
        try store.saveContribution(OwnContribution(round: round, contribution: made.contribution, state: .prepared))
    }

    private func share(_ agreed: AgreedSum, _ request: ShareRequest, input: [UInt8]) -> ClientJob.Result {
        let announcement = agreed.proposal.announcement
        report(.decrypting(round: announcement.round))
        guard let decryptor = federation.decryptor,
            let holder = federation.manifest.content.holderIndex(of: federation.name)
        else { return .shareFailed(announcement: request.announcement, reason: "this participant holds no key") }
        do {
            let share = try decryptor.share(
                holder: holder,
                of: DecryptionInput(
                    blocks: request.blocks, headers: agreed.proposal.contributions.map(\.statement.header),
                    input: input),
                layout: announcement.layout,
                context: ShareContext(announcement: request.announcement, sum: request.sum))
            let statement = ShareStatement(
                sum: request.sum, holder: holder, blocks: request.blocks, payload: Digest(sha256: share.payload))
            let signed = try SignedShare(statement, signer: federation.signingKey)
            let message = ShareAnnouncement(share: signed, byteCount: share.payload.count)
            return .shared(message, payload: share.payload)
        } catch {
            return .shareFailed(announcement: request.announcement, reason: "\(error)")
        }
    }
}
