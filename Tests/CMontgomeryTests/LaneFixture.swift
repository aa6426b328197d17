import BigNumber
import CMontgomery

/// A modulus N, or N², prepared for the kernel, with scratch, and rows as integers.
struct LaneFixture: ~Copyable {
    let modulus: BigInteger
    /// The words of a row.
    let words: Int
    /// The words of an entry of a table.
    let entryWords: Int
    let root: BigInteger
    private let prepared: UnsafeMutableRawBufferPointer
    let scratch: UnsafeMutablePointer<UInt64>

    init(_ root: BigInteger, isSquared: Bool = false) {
        let rootWords = root.limbCount
        self.root = root
        modulus = isSquared ? root * root : root
        words = modulus.limbCount
        entryWords = rootWords * (isSquared ? 2 : 1)
        prepared = .allocate(byteCount: cmontgomery_modulus_size(rootWords, isSquared), alignment: 8)
        scratch = .allocate(capacity: Self.scratchWords(rootWords, isSquared))
        let radix = BigInteger(1) << cmontgomery_radix_bits(rootWords)
        let (n, negative) = (row(root, words: rootWords), row((-radix).modulo(root), words: rootWords))
        let (squared, shifted) = (entry(radix * radix), entry(radix << (64 * rootWords)))
        n.withUnsafeBufferPointer { n in
            negative.withUnsafeBufferPointer { negative in
                squared.withUnsafeBufferPointer { squared in
                    shifted.withUnsafeBufferPointer { shifted in
                        let constants = cmontgomery_constants(
                            n: n.baseAddress, negative_radix: negative.baseAddress, r_squared: squared.baseAddress,
                            r_shifted: shifted.baseAddress)
                        cmontgomery_prepare(pointer, constants, rootWords, words, isSquared)
                    }
                }
            }
        }
    }

    /// Enough for exponents of 400 bits, twenty bases and chains of sixty numbers.
    private static func scratchWords(_ words: Int, _ isSquared: Bool) -> Int {
        max(
            cmontgomery_power_scratch_words(words, isSquared, 400, 20),
            cmontgomery_chain_scratch_words(words, isSquared, 60))
    }

    deinit {
        prepared.deallocate()
        scratch.deallocate()
    }

    var pointer: UnsafeMutablePointer<cmontgomery_modulus> {
        // The allocation above is never empty.
        prepared.bindMemory(to: cmontgomery_modulus.self).baseAddress.unsafelyUnwrapped
    }

    /// A residue as the kernel's rows of half words: itself, or remainder and quotient by N.
    private func entry(_ number: BigInteger) -> [UInt64] {
        let (residue, rootWords) = (number.modulo(modulus), root.limbCount)
        guard entryWords > rootWords else { return row(residue, words: rootWords) }
        return row(residue.modulo(root), words: rootWords) + row(residue / root, words: rootWords)
    }

    /// What an entry of a table stands for, without Montgomery's factor.
    func entry(of number: BigInteger) -> [UInt64] {
        entry(number << cmontgomery_radix_bits(root.limbCount))
    }

    func multiply(_ left: [BigInteger], _ right: [BigInteger]) -> [BigInteger] {
        integers(count: left.count) { result in
            cmontgomery_multiply(pointer, result, rows(left), rows(right), left.count, scratch)
        }
    }

    /// The result takes the place of the left factor, which is the right one too.
    func squareInPlace(_ values: [BigInteger]) -> [BigInteger] {
        integers(count: values.count) { result in
            result.update(from: rows(values), count: values.count * words)
            cmontgomery_multiply(pointer, result, result, result, values.count, scratch)
        }
    }

    /// The entries of a table for rows of any value.
    func enter(_ rows: [BigInteger]) -> [[UInt64]] {
        entries(count: rows.count) { result in
            cmontgomery_enter(pointer, result, rows.flatMap { row($0, words: entryWords) }, rows.count, scratch)
        }
    }

    func scale(_ left: [[UInt64]], by factor: [UInt64]) -> [[UInt64]] {
        entries(count: left.count) { result in
            cmontgomery_scale(pointer, result, left.flatMap(\.self), factor, left.count, scratch)
        }
    }

    private func rows(_ integers: [BigInteger]) -> [UInt64] {
        integers.flatMap { row($0) }
    }

    private func row(_ integer: BigInteger) -> [UInt64] {
        row(integer, words: words)
    }

    func row(_ integer: BigInteger, words: Int) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: words) { row, initialised in
            row.withMemoryRebound(to: UInt.self) { integer.write(to: $0) }
            initialised = words
        }
    }

    func integers(count: Int, _ body: (UnsafeMutablePointer<UInt64>) -> Void) -> [BigInteger] {
        rows(count: count, words: words, body).map { row in
            row.map { UInt($0) }.withUnsafeBufferPointer { BigInteger(limbs: $0) }
        }
    }

    func entries(count: Int, _ body: (UnsafeMutablePointer<UInt64>) -> Void) -> [[UInt64]] {
        rows(count: count, words: entryWords, body)
    }

    /// Rows that `body` writes, between words that it must leave alone.
    private func rows(count: Int, words: Int, _ body: (UnsafeMutablePointer<UInt64>) -> Void) -> [[UInt64]] {
        let guardWord: UInt64 = 0xdead_beef_0bad_cafe
        var memory = [UInt64](repeating: guardWord, count: count * words + 16)
        memory.withUnsafeMutableBufferPointer { memory in
            if let start = memory.baseAddress { body(start + 8) }
        }
        let outside = memory.prefix(8) + memory.suffix(8)
        precondition(outside.allSatisfy { $0 == guardWord }, "words outside the result were written")
        return (0..<count).map { Array(memory[8 + $0 * words..<8 + ($0 + 1) * words]) }
    }
}
