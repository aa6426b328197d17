import BigNumber
import Primitives

@testable import Paillier
@testable import PaillierSecret

/// A vector file, with the scheme and the holders that its key makes.
struct ThresholdVector {
    let file: ThresholdVectorFile
    let scheme: ThresholdScheme
    let layout: BlockLayout
    let values: [UInt8]

    /// Those that this processor has; they differ for numbers of 2048 bits or more.
    static let kernels = Kernel.allCases.filter(\.isAvailable)

    var key: ThresholdKey { scheme.key }
    var shareContext: ShareContext { ShareContext(announcement: file.round.announcement, sum: file.round.sum.digest) }

    init(_ file: ThresholdVectorFile, kernel: Kernel) throws {
        let key = file.key
        guard let exponents = ExponentLength.allCases.first(where: { $0.bits(keyBits: key.bits) == key.exponentBits })
        else {
            throw PaillierError.parametersInvalid(scheme: file.name, reason: "exponents of \(key.exponentBits) bits")
        }
        let parameters = try ThresholdParameters(
            modulus: key.modulus, generator: key.generator, exponents: exponents, maximumBlock: key.maximumBlock,
            holders: key.holders, threshold: key.threshold, keyDigest: key.digest, allowingInsecureKey: true)
        let width = parameters.sizes.squareBytes
        self.file = file
        values = (key.targets + key.verification.joined()).flatMap { $0.bigEndianBytes(count: width) }
        scheme = try ThresholdScheme(
            ThresholdKey(parameters, values: values, kernel: kernel), tableBudget: SchemeFixture.tableBudget)
        layout = try BlockLayout(blocks: file.round.blocks, positionsPerBlock: file.round.positionsPerBlock)
    }

    /// A holder with the secret block of the file.
    func decryptor(_ holder: Int) throws -> ThresholdDecryptor {
        let block = Hexadecimal.bytes(file.key.secretBlocks[holder - 1]) ?? []
        return try ThresholdDecryptor(key, holder: holder, secret: SecretBytes(copying: block))
    }

    /// A contribution as it stands in the file, read from the wire.
    func contribution(_ given: ThresholdVectorFile.Contribution) throws -> EncryptedVector {
        let (root, square) = (key.sizes.rootBytes, key.sizes.squareBytes)
        let answerBytes = ThresholdSizes.answerBytes(randomBits: given.proofBits)
        let header = ContributionHeader(
            randomisers: given.u.flatMap { $0.bigEndianBytes(count: root) },
            proof: [given.a1, given.a2].map { $0.bigEndianBytes(count: root) }
                + [given.z.bigEndianBytes(count: answerBytes)])
        return try scheme.decode(
            header: header, body: given.v.flatMap { $0.bigEndianBytes(count: square) }, layout: layout)
    }

    func sum() throws -> EncryptedVector {
        scheme.sum(of: try file.round.contributions.map(contribution), layout: layout)
    }

    /// A share as it stands in the file.
    func share(_ given: ThresholdVectorFile.Share) -> DecryptionShare {
        let square = key.sizes.squareBytes
        let proof = ShareProof(first: given.first, second: given.second, answer: given.z)
        return DecryptionShare(
            holder: given.holder, blocks: given.blocks,
            payload: given.w.flatMap { $0.bigEndianBytes(count: square) } + proof.bytes(key.sizes, layout: layout))
    }

    func challenges(_ share: DecryptionShare, of sum: EncryptedVector) -> ShareChallenges {
        let (root, square) = (key.sizes.rootBytes, key.sizes.squareBytes)
        let count = share.blocks.count * layout.positionsPerBlock * square
        return share.payload.withUnsafeBytes { payload in
            ShareChallenges(
                key, holder: share.holder, blocks: share.blocks,
                randomisers: share.blocks.flatMap { sum.header.randomisers[$0 * root..<($0 + 1) * root] },
                partials: UnsafeRawBufferPointer(rebasing: payload[..<count]), layout: layout, context: shareContext)
        }
    }
}

extension ResidueVector {
    /// The rows as numbers.
    var integers: [BigInteger] { (0..<count).map { self[$0] } }
}

extension ThresholdVector {
    /// The partials of some blocks of a share; its proof goes with all of them only.
    func part(of share: DecryptionShare, blocks: [Int]) -> DecryptionShare {
        let width = layout.positionsPerBlock * key.sizes.squareBytes
        let rows = blocks.flatMap { block in
            let place = share.blocks.firstIndex(of: block) ?? 0
            return share.payload[place * width..<(place + 1) * width]
        }
        return DecryptionShare(
            holder: share.holder, blocks: blocks,
            payload: rows + share.payload[(share.blocks.count * width)...])
    }
}
