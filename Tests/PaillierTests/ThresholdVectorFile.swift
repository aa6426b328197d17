import BigNumber
import Foundation
import Primitives

/// What `Vectors/threshold/document.py` describes: a key, and a round under it.
struct ThresholdVectorFile: Codable {
    var name: String
    var key: Key
    var round: Round

    struct Key: Codable {
        var bits: Int
        var exponentBits: Int
        var maximumBlock: Int
        var holders: Int
        var threshold: Int
        var coefficientBits: Int
        var shareBits: Int
        var modulus: BigInteger
        var generator: BigInteger
        var base: BigInteger
        var targets: [BigInteger]
        var verification: [[BigInteger]]
        var publicValuesDigest: Digest
        var digest: Digest
        var secretBlocks: [String]

        enum CodingKeys: String, CodingKey {
            case bits, exponentBits, maximumBlock, holders, threshold, coefficientBits, shareBits
            case modulus = "n"
            case generator = "g"
            case base = "G"
            case targets = "h"
            case verification, publicValuesDigest, digest, secretBlocks
        }
    }

    struct Round: Codable {
        var announcement: Digest
        var blocks: Int
        var positionsPerBlock: Int
        var contributions: [Contribution]
        var sum: Sum
        var shares: [Share]
        var combinations: [Combination]
    }

    struct Contribution: Codable {
        var name: String
        var publicKey: String
        var context: Digest
        var u: [BigInteger]
        var v: [BigInteger]
        var uDigest: Digest
        var vRoot: Digest
        var f: [BigInteger]
        var target: BigInteger
        var a1: BigInteger
        var a2: BigInteger
        var e: [BigInteger]
        var proofBits: Int
        var z: BigInteger
        var digest: Digest
        var plaintexts: [BigInteger]
        var randomness: [BigInteger]
        var rho: BigInteger

        enum CodingKeys: String, CodingKey {
            case name, publicKey, context, u, v, uDigest, vRoot, f
            case target = "Hf"
            case a1, a2, e, proofBits, z, digest, plaintexts, randomness, rho
        }
    }

    struct Sum: Codable {
        var digest: Digest
        var u: [BigInteger]
        var raised: [BigInteger]
        var v: [BigInteger]
        var plaintexts: [BigInteger]

        enum CodingKeys: String, CodingKey {
            case digest, u
            case raised = "U"
            case v, plaintexts
        }
    }

    struct Share: Codable {
        var holder: Int
        var blocks: [Int]
        var w: [BigInteger]
        var seed: Digest
        var alpha: [BigInteger]
        var gamma: [BigInteger]
        var raised: BigInteger
        var first: BigInteger
        var second: BigInteger
        var factor: BigInteger
        var proofBits: Int
        var z: BigInteger
        /// Only where somebody chose it.
        var rho: BigInteger?

        enum CodingKeys: String, CodingKey {
            case holder, blocks, w, seed, alpha, gamma
            case raised = "foldedU"
            case first = "A"
            case second = "C"
            case factor = "x"
            case proofBits, z, rho
        }
    }

    struct Combination: Codable {
        /// The places of shares in the file.
        var shares: [Int]
        var blocks: [Int]
        var denominator: Int
        var lambda: [Int]
    }

    static let names = ["2-of-3", "3-of-5", "1-of-1", "2-of-2"]
    static let folder = VectorFile.folder.appending(path: "threshold")

    /// What `make_vectors.py` wrote.
    static func named(_ name: String) throws -> ThresholdVectorFile {
        let json = try Data(contentsOf: folder.appending(path: "\(name).json"))
        return try JSONDecoder().decode(ThresholdVectorFile.self, from: json)
    }
}
