import BigNumber
import Federation
import Paillier
import PaillierSecret
import Primitives

/// One of our schemes, whichever, at every step of a round.
struct SchemeContender: Contender {
    let steps: [Step: Work]
    let sizes: [Size: Int]

    /// The single key.
    static func single(bits: Int, _ workload: Workload) throws -> SchemeContender {
        let codec = try workload.makeCodec(plaintextBits: bits - 1)
        return try SchemeContender(workload, codec) {
            try Dealer.dealSingleKey(bits: bits, holders: Workload.participants)
        }
    }

    /// Two of three holders decrypt.
    static func threshold(bits: Int, _ workload: Workload) throws -> SchemeContender {
        let codec = try workload.makeCodec(plaintextBits: bits - 1)
        let maximumBlock = codec.layout(of: .training).positionsPerBlock
        return try SchemeContender(workload, codec) {
            try Dealer.dealThreshold(
                bits: bits, holders: Workload.participants, threshold: 2, maximumBlock: maximumBlock)
        }
    }

    /// - Parameter deal: makes a key.
    private init(_ workload: Workload, _ codec: UpdateCodec, deal: @escaping () throws -> Dealt) throws {
        let dealt = try deal()
        let (parameters, values) = (dealt.parameters, dealt.values)
        let makeScheme = { try parameters.makeScheme(values: values, tableBudget: Workload.tableBudget) }
        let scheme = try makeScheme()
        let decryptors = try (1...scheme.sharesPerBlock).map { holder in
            try dealt.withSecretBlock(of: holder) {
                try makeDecryptor(parameters: parameters, values: values, holder: holder, secret: $0)
            }
        }
        let round = try OwnRound(workload, codec, scheme, decryptors)
        let (layout, context) = (codec.layout(of: .training), workload.context)
        let (contribution, header, share) = (round.contribution, round.contribution.header, round.shares[0])
        // That some are the same does not matter to the time that it takes.
        let many = (0..<Workload.auditedContributors).map { round.received[$0 % round.received.count] }
        let batch = Array(many.prefix(Workload.verifiedTogether))
        let claims = many.map(\.claim)
        let reserve = Reserve()
        var sum = scheme.makeSum(layout: layout)
        sizes = [
            .contribution: header.byteCount + round.body.count, .share: share.payload.count,
            .table: scheme.prepareEncryption(),
        ]
        let proofs: [Step: Work] = [
            .verifyContribution: Work { try scheme.verify(contribution, layout: layout, context: context) },
            .verifyTogether: Work {
                let flaws = scheme.flaws(in: batch, layout: layout)
                guard flaws.allSatisfy({ $0 == nil }) else { throw WrongSum(description: "no proofs") }
            },
            .audit: Work { try scheme.audit(header, root: round.root, layout: layout, context: context) },
            .auditMany: Work {
                let flaw = scheme.firstFlaw(in: claims, layout: layout)
                guard flaw == nil else { throw WrongSum(description: "no audit") }
            },
            .verifyShare: Work {
                try scheme.verify(share, sum: round.sum, layout: layout, context: round.shareContext)
            },
        ]
        steps = [
            .generateKey: Work { _ = try deal() },
            .prepare: Work { _ = try makeScheme().prepareEncryption() },
            .encode: Work { _ = try workload.plaintexts(of: 0, codec) },
            .encrypt: Work { _ = try scheme.encrypt(round.plaintexts, layout: layout, context: context) },
            .encryptReady: Work(prepare: { reserve.masks = scheme.makeMasks(layout: layout) }) {
                guard let masks = reserve.masks.take() else { preconditionFailure("masks are made before each run") }
                _ = try scheme.encrypt(round.plaintexts, layout: layout, context: context, masks: masks)
            },
            .write: Work { _ = scheme.body(of: contribution) },
            .read: Work { _ = try scheme.decode(header: header, body: round.body, layout: layout) },
            .add: Work { scheme.add(contribution, to: &sum) },
            .total: Work { _ = scheme.total(of: sum) },
            .hash: Work { _ = scheme.homomorphicHash(of: contribution, seed: context, layout: layout) },
            .share: Work { _ = try round.share(1) },
            .combine: Work { _ = try scheme.combine(round.shares, sum: round.sum, layout: layout) },
            .decode: Work { _ = try round.mean() },
        ].merging(header == .empty ? [:] : proofs) { step, _ in step }
    }

    /// Masks between being made and being used.
    private final class Reserve {
        var masks: Masks?
    }
}
