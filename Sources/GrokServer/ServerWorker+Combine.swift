import Dispatch
import Federation
import Paillier
import Primitives
import RoundStore
import Synchronization
import Wire

extension ServerWorker {
    /// Opens the sum and makes its consequences durable: the next model, and the transcript.
    func combine(
        _ announcement: RoundAnnouncement, contributions: [SignedContribution], commits: [SumCommit],
        shares: [ShareRecord], sum: EncryptedVector
    ) throws -> ServerJob.Outcome {
        let start = clock.now
        let shares = try shares.map { record in
            let payload = try intact(record.blobName) { Digest(sha256: $0) == record.share.statement.payload }
            return Transcript.Share(signed: record.share, payload: payload)
        }
        let base = try baseModel(announcement.baseModel)
        // Shares without proofs can disagree; the round is void then, as with a sum that cannot be one.
        let opened = Result {
            try federation.scheme.combine(shares.map(\.decryptionShare), sum: sum, layout: announcement.layout)
        }
        let reading = opened.flatMap { plaintexts in
            Result {
                try federation.codec.decode(plaintexts, kind: announcement.kind, contributors: contributions.count)
            }
        }
        let opening = clock.now
        let outcome: Transcript.Outcome
        var model = announcement.baseModel
        switch reading {
        case .failure: outcome = .void
        case .success(let update):
            model = try save(update, on: base, kind: announcement.kind, unchanged: model)
            outcome = .published(model: model)
        }
        let ciphertexts = federation.scheme.body(of: sum)
        let transcript = Transcript(
            announcement: announcement, contributions: contributions, commits: commits, shares: shares,
            ciphertexts: ciphertexts,
            hashes: try hashes(of: contributions, to: announcement, ciphertexts: ciphertexts),
            sum: (try? opened.get())?.bigEndianBytes(bits: federation.scheme.plaintextBits) ?? [], outcome: outcome)
        try save(transcript)
        return ServerJob.Outcome(
            model: model, transcript: transcript.digest, totals: try? reading.get().totals, reason: reading.reason,
            openSeconds: (opening - start).seconds, publishSeconds: (clock.now - opening).seconds)
    }

    /// What lets every contributor check that the sum counts what it has sent.
    private func hashes(
        of contributions: [SignedContribution], to announcement: RoundAnnouncement, ciphertexts: [UInt8]
    ) throws -> [HomomorphicHash] {
        let layout = announcement.layout
        let seed = Transcript.hashSeed(
            announcement: announcement, contributions: contributions, ciphertexts: ciphertexts)
        return try concurrently(contributions) { contribution in
            let statement = contribution.statement
            let body = try body(of: statement, to: announcement)
            let vector = try federation.scheme.decode(header: statement.header, body: body, layout: layout)
            return federation.scheme.homomorphicHash(of: vector, seed: seed, layout: layout)
        }
    }

    /// One on each core at a time: each takes much longer than handing it out, and much memory.
    private func concurrently<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ body: @Sendable (Input) throws -> Output
    ) throws -> [Output] {
        let outputs = Mutex([Result<Output, any Error>?](repeating: nil, count: inputs.count))
        DispatchQueue.concurrentPerform(iterations: inputs.count) { place in
            let output = Result { try body(inputs[place]) }
            outputs.withLock { $0[place] = output }
        }
        return try outputs.withLock { try $0.compactMap { try $0?.get() } }
    }

    private func baseModel(_ digest: Digest) throws -> [Float] {
        let specification = federation.manifest.content.model
        return try ModelFile.decode(store.blob(.model(digest)), specification: specification)
    }

    /// The digest of the model after the round; an evaluation leaves it unchanged.
    private func save(
        _ update: AggregateUpdate, on base: [Float], kind: RoundKind, unchanged: Digest
    ) throws -> Digest {
        switch kind {
        case .evaluation: return unchanged
        case .training:
            let parameters = federation.strategy.apply(mean: update.mean, to: base)
            let bytes = ModelFile.encode(parameters, specification: federation.manifest.content.model)
            let digest = Digest(sha256: bytes)
            try store.saveBlob(bytes, as: .model(digest))
            return digest
        }
    }

    private func save(_ transcript: Transcript) throws {
        let signature = try federation.signingKey.signature(for: transcript.digest.bytes)
        let roster = try WireCodec.decodeSignedBytes(store.blob(.roster(transcript.announcement.roster)))
        let bytes = TranscriptFile.encode(
            SignedTranscript(transcript: transcript, roster: roster, signature: signature))
        try store.saveBlob(bytes, as: .transcript(round: transcript.announcement.round))
    }
}

extension Result where Success == AggregateUpdate, Failure == any Error {
    fileprivate var reason: String? {
        switch self {
        case .failure(let error): "\(error)"
        case .success: nil
        }
    }
}
