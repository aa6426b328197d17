import Federation
import Paillier
import PaillierSecret
import Primitives

/// Our scheme with one key.
struct SingleKeyContender: Contender {
    let steps: [Step: Work]
    let sizes: [Size: Int]

    init(bits: Int, _ workload: Workload) throws {
        let dealt = try Self.deal(bits)
        let parameters = dealt.parameters
        guard case .single(let key) = parameters else { preconditionFailure("a dealt single key is a single key") }
        let scheme = try SingleKeyScheme(key)
        let decryptor = try dealt.withSecretBlock(of: 0) { try makeDecryptor(parameters: parameters, secret: $0) }
        let codec = try workload.makeCodec(plaintextBits: scheme.plaintextBits)
        let layout = codec.layout(of: .training)
        let (context, blocks) = (workload.context, Array(0..<layout.blocks))

        let plaintexts = try (0..<Workload.participants).map { try workload.plaintexts(of: $0, codec) }
        let contributions = try plaintexts.map { try scheme.encrypt($0, layout: layout, context: context) }
        var sum = scheme.neutral(layout: layout)
        for contribution in contributions { scheme.add(contribution, to: &sum) }
        let total = sum
        let body = scheme.body(of: contributions[0])
        let request = scheme.shareRequest(for: blocks, of: total, layout: layout)
        let open = {
            try decryptor.share(holder: 0, request: request, blocks: blocks, layout: layout, context: context)
        }
        let share = try open()
        let opened = try scheme.combine([share], sum: total, layout: layout)
        let mean = try codec.decode(opened, kind: .training, contributors: Workload.participants).mean
        try WrongSum.unless(workload.isMean(mean), "the single key")

        sizes = [
            .contribution: contributions[0].header.count + body.count, .share: share.payload.count,
            .table: scheme.tableByteCount,
        ]
        steps = [
            .generateKey: Work { _ = try Self.deal(bits) },
            .prepare: Work { _ = try parameters.makeScheme() },
            .encode: Work { _ = try workload.plaintexts(of: 0, codec) },
            .encrypt: Work { _ = try scheme.encrypt(plaintexts[0], layout: layout, context: context) },
            .write: Work { _ = scheme.body(of: contributions[0]) },
            .read: Work { _ = try scheme.decode(header: [], body: body, layout: layout) },
            .add: Work { scheme.add(contributions[0], to: &sum) },
            .share: Work { _ = try open() },
            .combine: Work { _ = try scheme.combine([share], sum: total, layout: layout) },
            .decode: Work {
                _ = try codec.decode(opened, kind: .training, contributors: Workload.participants)
            },
        ]
    }

    private static func deal(_ bits: Int) throws -> Dealt {
        try Dealer.dealSingleKey(bits: bits, holders: Workload.participants)
    }
}
