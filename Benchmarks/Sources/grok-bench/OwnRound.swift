import Federation
import Paillier
import Primitives

/// A round of one of our schemes that went through, for its steps to start from.
struct OwnRound {
    /// The first participant's.
    let plaintexts: PlaintextVector
    let contribution: EncryptedVector
    /// All contributions, as the server reads them; their claims are what holders see.
    let received: [ReceivedContribution]
    /// The first one's ciphertexts, and their Merkle root.
    let body: [UInt8]
    let root: Digest
    /// Of all contributions.
    let sum: EncryptedVector
    let shareContext: ShareContext
    /// Of as many holders as it takes, each for all blocks.
    let shares: [DecryptionShare]
    /// The shares of a holder, from 1.
    let share: (Int) throws -> DecryptionShare
    /// What the decrypted sum says.
    let mean: () throws -> [Float]

    /// Runs it, with every check on the way.
    ///
    /// - Throws: `WrongSum`, and what the scheme throws.
    init(
        _ workload: Workload, _ codec: UpdateCodec, _ scheme: any AdditiveScheme, _ decryptors: [any PartialDecryptor]
    ) throws {
        let (layout, context) = (codec.layout(of: .training), workload.context)
        let plaintexts = try (0..<Workload.participants).map { try workload.plaintexts(of: $0, codec) }
        let contributions = try plaintexts.map { try scheme.encrypt($0, layout: layout, context: context) }
        for contribution in contributions { try scheme.verify(contribution, layout: layout, context: context) }
        let sum = scheme.sum(of: contributions, layout: layout)

        // The digests' values do not matter to the time that it takes.
        let shareContext = ShareContext(announcement: context, sum: context)
        let blocks = Array(0..<layout.blocks)
        let request = DecryptionInput(
            blocks: blocks, headers: contributions.map(\.header),
            input: scheme.shareRequest(for: blocks, of: sum, layout: layout))
        let share = { holder in
            try decryptors[holder - 1].share(holder: holder, of: request, layout: layout, context: shareContext)
        }
        let shares = try (1...decryptors.count).map(share)
        for share in shares { try scheme.verify(share, sum: sum, layout: layout, context: shareContext) }
        let opened = try scheme.combine(shares, sum: sum, layout: layout)
        let mean = { try codec.decode(opened, kind: .training, contributors: Workload.participants).mean }
        try WrongSum.unless(workload.isMean(try mean()), scheme.name)

        self.plaintexts = plaintexts[0]
        contribution = contributions[0]
        body = scheme.body(of: contributions[0])
        root = body.withUnsafeBytes { layout.root(of: $0) }
        received = try contributions.map {
            try scheme.receive(header: $0.header, body: scheme.body(of: $0), layout: layout, context: context)
        }
        (self.sum, self.shareContext, self.shares, self.share, self.mean) = (sum, shareContext, shares, share, mean)
    }
}
