import BigNumber
import Foundation

/// What `Vectors/make_vectors.py` writes, or checks.
struct VectorFile: Codable {
    struct Encryption: Codable {
        var plaintext: BigInteger
        var random: BigInteger?
        var ciphertext: BigInteger
    }

    struct Sum: Codable {
        var ciphertext: BigInteger
        var plaintext: BigInteger
    }

    struct Key: Codable {
        var n: BigInteger
        var p: BigInteger
        var q: BigInteger
        var h: BigInteger?
        var encryptions: [Encryption]
        var sum: Sum
    }

    var keys: [Key]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")

    /// Known answers from python-paillier.
    static func python() throws -> VectorFile { try VectorFile(folder.appending(path: "python.json")) }

    /// What this code wrote once.
    static func swift() throws -> VectorFile { try VectorFile(folder.appending(path: "swift.json")) }

    init(keys: [Key]) {
        self.keys = keys
    }

    private init(_ file: URL) throws {
        self = try JSONDecoder().decode(VectorFile.self, from: Data(contentsOf: file))
    }
}
