import Federation
import Learning
import Paillier
import PaillierSecret
import Primitives

/// One round of the federation without its network: deltas are packed, encrypted and added; a holder opens the sum.
struct EncryptedRound {
    private let codec: UpdateCodec
    private let scheme: any AdditiveScheme
    private let decryptor: any PartialDecryptor
    private let context = TaggedHash("grok/v1/lab").finish()

    /// A throw-away key for deltas of so many parameters.
    init(parameters: Int) throws {
        let dealt = try Dealer.dealSingleKey(bits: 2048, holders: 1, allowingInsecureKey: true)
        decryptor = try dealt.withSecretBlock(of: 1) { secret in
            try makeDecryptor(parameters: dealt.parameters, holder: 1, secret: secret)
        }
        scheme = try dealt.parameters.makeScheme()
        codec = try UpdateCodec(
            parameters: CodecParameters(), parameterCount: parameters, plaintextBits: scheme.plaintextBits)
    }

    /// The bytes that a participant would upload.
    func encrypt(_ delta: [Float], _ generator: inout SeededGenerator) throws -> [UInt8] {
        scheme.body(of: try vector(delta, examples: 256, &generator))
    }

    /// The weighted mean of deltas, from the sum of their ciphertexts.
    func mean(_ deltas: [(delta: [Float], examples: Int)], _ generator: inout SeededGenerator) throws -> [Float] {
        let layout = codec.layout(of: .training)
        let vectors = try deltas.map { try vector($0.delta, examples: $0.examples, &generator) }
        let sum = scheme.sum(of: vectors, layout: layout)
        let blocks = Array(0..<layout.blocks)
        let input = DecryptionInput(
            blocks: blocks, headers: [sum.header], input: scheme.shareRequest(for: blocks, of: sum, layout: layout))
        let share = try decryptor.share(
            holder: 1, of: input, layout: layout, context: ShareContext(announcement: context, sum: context))
        let opened = try scheme.combine([share], sum: sum, layout: layout)
        return try codec.decode(opened, kind: .training, contributors: deltas.count).mean
    }

    private func vector(
        _ delta: [Float], examples: Int, _ generator: inout SeededGenerator
    ) throws -> EncryptedVector {
        let plaintexts = try codec.encode(
            delta: delta, examples: examples, metrics: LocalMetrics(), using: &generator)
        return try scheme.encrypt(plaintexts, layout: codec.layout(of: .training), context: context)
    }
}
