import Foundation

/// `Vectors/threshold/tables.json`: formulas alone, for sizes that no key in the tests has.
struct ThresholdTables: Decodable {
    struct Lengths: Decodable {
        var exponentBits: Int
        var holders: Int
        var threshold: Int
        var maximumBlock: Int
        var coefficientBits: Int
        var shareBits: Int
        /// By the number of blocks.
        var proofBits: [String: Int]
        /// By the number of positions.
        var shareProofBits: [String: Int]
    }

    struct Interpolation: Decodable {
        var holders: [Int]
        var denominator: Int
        var lambda: [Int]
    }

    var lengths: [Lengths]
    var interpolations: [Interpolation]

    static func python() throws -> ThresholdTables {
        let json = try Data(contentsOf: ThresholdVectorFile.folder.appending(path: "tables.json"))
        return try JSONDecoder().decode(ThresholdTables.self, from: json)
    }
}
