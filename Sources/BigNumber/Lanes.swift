import CMontgomery

/// The eight-lane kernel at work on up to eight rows at a time, with one thread's scratch: pointers that end with the
/// closure of `withLanes`.
struct Lanes {
    /// How many rows an operation takes at most.
    static let count = Int(CMONTGOMERY_LANES)

    let modulus: UnsafePointer<cmontgomery_modulus>
    let scratch: UnsafeMutablePointer<UInt64>

    /// result = left · right mod N, row by row; the result may be an operand. Not for N².
    func multiply(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>, rows: Int
    ) {
        cmontgomery_multiply(modulus, result.asWords, left.asWords, right.asWords, rows, scratch)
    }

    /// Makes entries of tables of the residues that lie there.
    func makeEntries(_ entries: UnsafeMutablePointer<UInt>, count: Int) {
        cmontgomery_enter(modulus, entries.asWords, entries.asWords, count, scratch)
    }

    /// Makes entry^(2^squarings) of entries.
    func square(_ entries: UnsafeMutablePointer<UInt>, squarings: Int, count: Int) {
        cmontgomery_square(modulus, entries.asWords, squarings, count, scratch)
    }

    /// result = left · factor, entry by entry, for one factor.
    func scale(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, by factor: UnsafePointer<UInt>, count: Int
    ) {
        cmontgomery_scale(modulus, result.asWords, left.asWords, factor.asWords, count, scratch)
    }

    /// result = base^exponent, row by row, in constant time; of more than eight bases, the product of the powers of every
    /// eighth. Exponents are `exponentStride` limbs apart.
    func power(
        _ result: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, baseLimbs: Int,
        _ exponents: UnsafePointer<UInt>, exponentStride: Int, exponentBits: Int, count: Int
    ) {
        cmontgomery_power(
            modulus, result.asWords, bases.asWords, baseLimbs, exponents.asWords, exponentStride, exponentBits, count,
            scratch)
    }

    /// result = what the chain computes, row by row.
    func run(
        _ chain: ProductChain, _ result: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, form: BaseForm,
        rows: Int
    ) {
        chain.steps.withUnsafeBufferPointer { steps in
            cmontgomery_chain(
                modulus, result.asWords,
                cmontgomery_bases(
                    start: bases.asWords, words: form.limbs, base_stride: form.baseStride, row_stride: form.rowStride),
                cmontgomery_chain_form(
                    steps: steps.baseAddress, step_count: steps.count, bases: chain.baseCount,
                    numbers: chain.numberCount,
                    answer: chain.answer),
                rows, scratch)
        }
    }

    /// Some rows of the powers of every base to every exponent, with the bases' powers as entries.
    func comb(
        _ result: UnsafeMutablePointer<UInt>, _ exponents: UnsafePointer<UInt>, _ shape: CombShape,
        _ entries: UnsafePointer<UInt>, bases: Int, rows: Range<Int>, makesEntries: Bool
    ) {
        withUnsafePointer(to: shape.form) { form in
            cmontgomery_comb(
                modulus, result.asWords, exponents.asWords, form, entries.asWords, bases, rows.lowerBound, rows.count,
                makesEntries, scratch)
        }
    }
}

extension Lanes {
    /// result = base^exponent for one base whose limbs fill the lanes, in constant time.
    func spreadPower(
        _ result: UnsafeMutablePointer<UInt>, _ base: UnsafePointer<UInt>, baseLimbs: Int,
        _ exponent: UnsafePointer<UInt>, exponentBits: Int
    ) {
        cmontgomery_spread_power(
            modulus, result.asWords, base.asWords, baseLimbs, exponent.asWords, exponentBits, scratch)
    }

    /// Fills a bank for up to eight bases.
    func fillBank(
        _ bank: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, baseLimbs: Int, _ shape: CombShape, rows: Int
    ) {
        withUnsafePointer(to: shape.form) { form in
            cmontgomery_fill_bank(modulus, bank.asWords, bases.asWords, baseLimbs, form, rows, scratch)
        }
    }

    /// result = base^exponent for a bank's bases, rows `stride` limbs apart, in constant time.
    func bankPower(
        _ result: UnsafeMutablePointer<UInt>, stride: Int, _ exponent: UnsafePointer<UInt>, _ shape: CombShape,
        _ bank: UnsafePointer<UInt>, rows: Int
    ) {
        withUnsafePointer(to: shape.form) { form in
            cmontgomery_bank_power(
                modulus, result.asWords, stride, exponent.asWords, form, bank.asWords, rows, scratch)
        }
    }
}

extension Lanes {
    /// result = (1 + multiple · N) · entry mod N², row by row.
    func multiplyOnePlus(
        _ result: UnsafeMutablePointer<UInt>, entries: UnsafePointer<UInt>, multiples: UnsafePointer<UInt>,
        multipleLimbs: Int, rows: Int
    ) {
        cmontgomery_multiply_one_plus(
            modulus, result.asWords, entries.asWords, multiples.asWords, multipleLimbs, rows, scratch)
    }

    /// Multiplies a running product by rows of any value.
    func fold(_ product: UnsafeMutablePointer<UInt>, _ rows: UnsafePointer<UInt>, count: Int) {
        cmontgomery_fold(modulus, product.asWords, rows.asWords, count, scratch)
    }

    /// Writes rows of a running product.
    func unfold(
        _ result: UnsafeMutablePointer<UInt>, _ product: UnsafePointer<UInt>, factor: UnsafePointer<UInt>, rows: Int
    ) {
        cmontgomery_unfold(modulus, result.asWords, product.asWords, factor.asWords, rows, scratch)
    }
}

// A limb is a word: Swift's UInt and C's uint64_t have the same size and alignment where GMP has limbs of 64 bits.
extension UnsafePointer where Pointee == UInt {
    var asWords: UnsafePointer<UInt64> { UnsafeRawPointer(self).assumingMemoryBound(to: UInt64.self) }

    var asModulus: UnsafePointer<cmontgomery_modulus> {
        UnsafeRawPointer(self).assumingMemoryBound(to: cmontgomery_modulus.self)
    }
}

extension UnsafeMutablePointer where Pointee == UInt {
    var asWords: UnsafeMutablePointer<UInt64> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: UInt64.self)
    }

    var asModulus: UnsafeMutablePointer<cmontgomery_modulus> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: cmontgomery_modulus.self)
    }
}

extension SecretLimbs {
    borrowing func withWords<Result>(_ body: (UnsafePointer<UInt64>) -> Result) -> Result {
        withLimbs { body($0.row(0, $0.count).asWords) }
    }
}
