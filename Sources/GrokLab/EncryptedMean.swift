package import Federation
import Learning
import Paillier
import PaillierSecret
import Primitives

/// The mean of deltas as the federation computes it: packed, encrypted, summed, decrypted by holders, unpacked.
package struct EncryptedMean {
    package let codec: UpdateCodec
    let scheme: any AdditiveScheme
    let decryptor: any PartialDecryptor

    /// A throw-away key of `bits` bits, and the codec on it.
    package init(bits: Int, codec parameters: CodecParameters, specification: ModelSpecification) throws {
        let dealt = try Dealer.dealSingleKey(bits: bits, holders: 1, allowingInsecureKey: true)
        decryptor = try dealt.withSecretBlock(of: 1) { secret in
            try makeDecryptor(parameters: dealt.parameters, holder: 1, secret: secret)
        }
        scheme = try dealt.parameters.makeScheme()
        codec = try UpdateCodec(
            parameters: parameters, parameterCount: ModelFile.parameterCount(specification),
            plaintextBits: scheme.plaintextBits)
    }

    /// Bytes that a participant uploads.
    package var contributionByteCount: Int {
        let layout = codec.layout(of: .training)
        return scheme.headerByteCount(layout: layout) + scheme.bodyByteCount(layout: layout)
    }

    func callAsFunction(
        _ deltas: [(delta: [Float], examples: Int)], using generator: inout some RandomNumberGenerator
    ) throws -> [Float] {
        let layout = codec.layout(of: .training)
        let context = TaggedHash("grok/v1/lab").finish()
        var running = scheme.makeSum(layout: layout)
        for (delta, examples) in deltas {
            let plaintexts = try codec.encode(
                delta: delta, examples: examples, metrics: LocalMetrics(), using: &generator)
            scheme.add(try scheme.encrypt(plaintexts, layout: layout, context: context), to: &running)
        }
        let sum = scheme.total(of: running)
        let blocks = Array(0..<layout.blocks)
        let input = DecryptionInput(
            blocks: blocks, headers: [sum.header], input: scheme.shareRequest(for: blocks, of: sum, layout: layout))
        let share = try decryptor.share(
            holder: 1, of: input, layout: layout, context: ShareContext(announcement: context, sum: context))
        let opened = try scheme.combine([share], sum: sum, layout: layout)
        return try codec.decode(opened, kind: .training, contributors: deltas.count).mean
    }
}
