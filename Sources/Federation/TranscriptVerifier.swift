public import Paillier
public import Primitives

/// Checks everything that a transcript says, without the server's word: who contributed, who agreed, that the shares are
/// right, what they open, and which model follows.
///
/// A transcript does not have the contributors' ciphertexts, only their hashes. Each contributor checks that its own is what
/// it has sent, by ``check(_:counts:body:)``; ``SumVerifier`` adds all of them up again where they were kept.
public struct TranscriptVerifier: Sendable {
    /// What a transcript says, once everything in it is checked that needs nothing else.
    public struct Opened: Sendable {
        /// The transcript.
        public let transcript: Transcript
        /// What its sum says; nil when the round is void.
        public let update: AggregateUpdate?
    }

    /// What follows from a transcript on the model before.
    public struct Step: Sendable {
        /// How far the chain is verified now.
        public let head: ChainHead
        /// The parameters of the new model; nil when the model stays.
        public let parameters: [Float]?
        /// What the contributors measured on the model before; nil when the round is void.
        public let totals: MetricTotals?

        package init(head: ChainHead, parameters: [Float]?, totals: MetricTotals?) {
            self.head = head
            self.parameters = parameters
            self.totals = totals
        }
    }

    let manifest: SignedDocument<Manifest>
    let authority: VerificationKey
    let codec: UpdateCodec
    let scheme: any AdditiveScheme
    let audit: ContributionAudit

    /// The verifier of a federation's transcripts.
    ///
    /// - Parameters:
    ///   - authority: signed the rosters.
    ///   - codec: built from the manifest.
    ///   - scheme: the manifest's, with the public values that its digest binds.
    public init(
        manifest: SignedDocument<Manifest>, authority: VerificationKey, codec: UpdateCodec, scheme: any AdditiveScheme
    ) {
        self.manifest = manifest
        self.authority = authority
        self.codec = codec
        self.scheme = scheme
        audit = ContributionAudit(manifest: manifest.content, scheme: scheme)
    }

    /// Checks a transcript and takes its step from `head`.
    ///
    /// - Parameter base: parameters of the head's model.
    public func verify(
        _ signed: SignedTranscript, after head: ChainHead, base: [Float]
    ) throws(TranscriptFlaw) -> Step {
        try checkLink(signed.transcript, after: head)
        return try step(open(signed), from: head, base: base)
    }

    /// What makes a transcript the next one, checked without opening anything.
    public func checkLink(_ transcript: Transcript, after head: ChainHead) throws(TranscriptFlaw) {
        if let objection = head.objection(to: transcript.announcement) { throw TranscriptFlaw(objection) }
        guard let bound = head.contributors else { return }
        let names = transcript.contributions.map(\.statement.participant).sorted()
        guard names == bound else {
            throw TranscriptFlaw("a second sum on one model was opened, of other contributors than the first")
        }
    }

    /// Applies what was opened to the head's model, and compares with the model that the transcript names.
    public func step(
        _ opened: Opened, from head: ChainHead, base: [Float]
    ) throws(TranscriptFlaw) -> Step {
        let next = head.following(opened.transcript)
        guard case .published(let model) = opened.transcript.outcome, let update = opened.update else {
            return Step(head: next, parameters: nil, totals: nil)
        }
        switch opened.transcript.announcement.kind {
        case .evaluation:
            guard model == head.model else { throw TranscriptFlaw("an evaluation has changed the model") }
            return Step(head: next, parameters: nil, totals: update.totals)
        case .training:
            let parameters = FederatedAveraging().apply(mean: update.mean, to: base)
            let bytes = ModelFile.encode(parameters, specification: manifest.content.model)
            guard Digest(sha256: bytes) == model else {
                throw TranscriptFlaw("the model is not the one that follows from the opened sum")
            }
            return Step(head: next, parameters: parameters, totals: update.totals)
        }
    }
}
