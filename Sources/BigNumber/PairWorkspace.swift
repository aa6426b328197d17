import CGMP

/// One worker's scratch for numbers modulo N² as pairs (a, b) that stand for a + b·N, each half below N, with GMP: a product
/// is ac + (ad + bc)·N, three products and two divisions of half the size, three quarters of the time.
///
/// It is a bundle of pointers that live as long as the closure of `Modulus.withPairWorkspace`.
struct PairWorkspace {
    private let root: UnsafePointer<UInt>
    /// How many limbs N has.
    private let half: Int
    private let limbCount: Int
    private let lower: UnsafeMutablePointer<UInt>
    private let product: UnsafeMutablePointer<UInt>
    private let sum: UnsafeMutablePointer<UInt>
    private let quotient: UnsafeMutablePointer<UInt>
    private let ignored: UnsafeMutablePointer<UInt>

    static func scratchLimbs(half: Int, longest: Int) -> Int { 5 * half + 1 + 2 * (max(2 * half + 1, longest) + 1) }

    init(
        root: UnsafePointer<UInt>, half: Int, limbCount: Int, longest: Int, scratch: UnsafeMutablePointer<UInt>
    ) {
        self.root = root
        self.half = half
        self.limbCount = limbCount
        lower = scratch
        product = lower + half
        sum = product + 2 * half
        quotient = sum + 2 * half + 1
        ignored = quotient + max(2 * half + 1, longest) + 1
    }

    /// result = left · right mod N²; the result may lie where an operand does.
    func multiply(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>
    ) {
        __gmpn_mul_n(product, left, right, half)
        divideProduct()
        __gmpn_mul_n(sum, left, right + half, half)
        __gmpn_mul_n(product, left + half, right, half)
        sum[2 * half] = __gmpn_add_n(sum, sum, product, 2 * half)
        finish(result)
    }

    /// result = value² mod N²; the result may lie where the operand does.
    func square(_ result: UnsafeMutablePointer<UInt>, _ value: UnsafePointer<UInt>) {
        __gmpn_sqr(product, value, half)
        divideProduct()
        __gmpn_mul_n(sum, value, value + half, half)
        sum[2 * half] = __gmpn_lshift(sum, sum, 2 * half, 1)
        finish(result)
    }

    /// lower = product mod N, and the quotient.
    private func divideProduct() {
        __gmpn_tdiv_qr(quotient, lower, 0, product, 2 * half, root, half)
    }

    /// The lower half is there already, the upper one is sum + quotient mod N.
    private func finish(_ result: UnsafeMutablePointer<UInt>) {
        _ = __gmpn_add(sum, sum, 2 * half + 1, quotient, half + 1)
        __gmpn_tdiv_qr(ignored, result + half, 0, sum, 2 * half + 1, root, half)
        result.update(from: lower, count: half)
    }

    /// Makes a pair of a number of any value; it may lie where the number does.
    func enter(_ pair: UnsafeMutablePointer<UInt>, _ number: UnsafePointer<UInt>, limbs: Int) {
        reduce(lower, number, limbs: limbs, quotient: quotient)
        reduce(pair + half, quotient, limbs: max(0, limbs - half + 1), quotient: ignored)
        pair.update(from: lower, count: half)
    }

    private func reduce(
        _ remainder: UnsafeMutablePointer<UInt>, _ number: UnsafePointer<UInt>, limbs: Int,
        quotient: UnsafeMutablePointer<UInt>
    ) {
        if limbs >= half { return __gmpn_tdiv_qr(quotient, remainder, 0, number, limbs, root, half) }
        remainder.update(from: number, count: limbs)
        (remainder + limbs).update(repeating: 0, count: half - limbs)
    }

    /// Makes the residue that a pair stands for.
    func leave(_ residue: UnsafeMutablePointer<UInt>, _ pair: UnsafePointer<UInt>) {
        expand(residue, lower: pair, upper: pair + half)
    }

    private func expand(
        _ residue: UnsafeMutablePointer<UInt>, lower: UnsafePointer<UInt>, upper: UnsafePointer<UInt>
    ) {
        __gmpn_mul_n(product, upper, root, half)
        _ = __gmpn_add(product, product, 2 * half, lower, half)
        residue.update(from: product, count: limbCount)
    }

    /// residue = (1 + multiple · N) · entry mod N².
    ///
    /// - Precondition: the multiple has no more limbs than N.
    func multiplyOnePlus(
        _ residue: UnsafeMutablePointer<UInt>, entry: UnsafePointer<UInt>, multiple: UnsafeBufferPointer<UInt>
    ) {
        precondition(!multiple.isEmpty && multiple.count <= half, "a multiple of N below N²")
        sum.update(repeating: 0, count: 2 * half + 1)
        __gmpn_mul(sum, entry, half, multiple.baseAddress, multiple.count)
        _ = __gmpn_add(sum, sum, 2 * half + 1, entry + half, half)
        __gmpn_tdiv_qr(ignored, lower, 0, sum, 2 * half + 1, root, half)
        expand(residue, lower: entry, upper: lower)
    }
}

extension Modulus {
    /// Lends scratch for pairs, made of numbers of so many limbs at most.
    ///
    /// - Precondition: this is the modulus of a square.
    func withPairWorkspace<Result>(
        longest: Int = 0, _ body: (PairWorkspace) throws -> Result
    ) rethrows -> Result {
        guard let root else { preconditionFailure("pairs are for squares") }
        let (half, limbCount) = (root.limbCount, limbCount)
        let scratchLimbs = PairWorkspace.scratchLimbs(half: half, longest: max(longest, limbCount))
        return try root.withLimbs { root in
            try withWipedScratch(limbs: scratchLimbs) { scratch in
                try body(
                    PairWorkspace(
                        root: root.row(0, half), half: half, limbCount: limbCount, longest: max(longest, limbCount),
                        scratch: scratch))
            }
        }
    }
}
