import CMontgomery

/// A sequence of products that computes Π base_i^{e_i} for public exponents, whatever the bases: found once, then run on
/// as many rows of bases as there are. All rows take the same steps, so eight of them can go side by side.
struct ProductChain: Sendable {
    /// Numbers 0 ..< baseCount are the bases; later ones are introduced by the steps.
    let baseCount: Int
    private(set) var numberCount: Int
    private(set) var steps: [cmontgomery_step] = []
    /// The number that is the product.
    private(set) var answer = 0

    /// A chain that has no step yet.
    init(baseCount: Int) {
        self.baseCount = baseCount
        numberCount = baseCount
    }

    /// The cheapest chain found for these exponents, one a row; nil where all of them are zero.
    static func cheapest(for exponents: ResidueVector) -> ProductChain? {
        let bitWidth = exponents.bitWidth
        guard bitWidth > 0 else { return nil }
        let differences = differences(of: exponents)
        guard exponents.count < manyBases else { return differences }
        let windows = windows(for: exponents, bits: windowBits(forExponentBits: bitWidth))
        return windows.cost < differences.cost ? windows : differences
    }

    /// Of so many bases or more, differences are cheaper, and looking for windows would take long.
    private static let manyBases = 16

    /// Where a base's 2^(bits − 1) odd powers and its windows, one of `bits` + 1 bits, make the smallest sum.
    static func windowBits(forExponentBits exponentBits: Int) -> Int {
        (1...8).min { 1 << ($0 - 1) + exponentBits / ($0 + 1) < 1 << ($1 - 1) + exponentBits / ($1 + 1) } ?? 1
    }

    /// In eighths of a product; a squaring is seven, on an average of moduli that are squares and others.
    var cost: Int {
        steps.reduce(0) { $0 + ($1.left == $1.right ? 7 : 8) }
    }

    /// Introduces a number.
    mutating func makeNumber() -> Int {
        numberCount += 1
        return numberCount - 1
    }

    /// Number `result` becomes number `left` times number `right`.
    mutating func multiply(_ result: Int, _ left: Int, _ right: Int) {
        steps.append(cmontgomery_step(result: UInt32(result), left: UInt32(left), right: UInt32(right)))
    }

    /// Says which number is the product.
    mutating func finish(with answer: Int) {
        self.answer = answer
    }
}
