import BigNumber
import CMontgomery

/// A modulus prepared for the kernel, with scratch, and rows as integers.
struct LaneFixture: ~Copyable {
    let modulus: BigInteger
    let words: Int
    private let prepared: UnsafeMutableRawBufferPointer
    private let scratch: UnsafeMutablePointer<UInt64>

    init(_ modulus: BigInteger) {
        self.modulus = modulus
        words = modulus.limbCount
        let size = cmontgomery_modulus_size(words)
        prepared = .allocate(byteCount: size, alignment: 8)
        scratch = .allocate(capacity: cmontgomery_power_scratch_words(words))
        let radix = cmontgomery_radix_bits(words)
        let squared = (BigInteger(1) << (2 * radix)).modulo(modulus)
        let shifted = (BigInteger(1) << (radix + 64 * words)).modulo(modulus)
        cmontgomery_prepare(pointer, row(modulus), row(squared), row(shifted), words)
    }

    deinit {
        prepared.deallocate()
        scratch.deallocate()
    }

    private var pointer: UnsafeMutablePointer<cmontgomery_modulus> {
        // The allocation above is never empty.
        prepared.bindMemory(to: cmontgomery_modulus.self).baseAddress.unsafelyUnwrapped
    }

    /// R⁻¹ mod N.
    var inverseRadix: BigInteger {
        get throws {
            let radix = BigInteger(1) << cmontgomery_radix_bits(words)
            guard let inverse = radix.inverse(modulo: modulus) else { throw FixtureError.radixHasNoInverse }
            return inverse
        }
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

    /// One right factor is shared by all rows.
    func multiplyReduced(_ left: [BigInteger], _ right: [BigInteger]) -> [BigInteger] {
        let stride = right.count == 1 ? 0 : words
        return integers(count: left.count) { result in
            cmontgomery_multiply_reduced(pointer, result, rows(left), rows(right), stride, left.count, scratch)
        }
    }

    /// One exponent is shared by all rows.
    func power(_ bases: [BigInteger], baseWords: Int, _ exponents: [BigInteger], bits: Int) -> [BigInteger] {
        let exponentWords = (bits + 63) / 64
        let stride = exponents.count == 1 ? 0 : exponentWords
        return integers(count: bases.count) { result in
            cmontgomery_power(
                pointer, result, bases.flatMap { row($0, words: baseWords) }, baseWords,
                exponents.flatMap { row($0, words: exponentWords) }, stride, bits, bases.count, scratch)
        }
    }

    func comb(_ exponents: [BigInteger], shape: cmontgomery_comb_shape, entries: [BigInteger]) -> [BigInteger] {
        let exponentWords = (shape.exponent_bits + 63) / 64
        return integers(count: exponents.count) { result in
            withUnsafePointer(to: shape) { shape in
                cmontgomery_comb(
                    pointer, result, exponents.flatMap { row($0, words: exponentWords) }, shape, rows(entries),
                    exponents.count, scratch)
            }
        }
    }

    private func rows(_ integers: [BigInteger]) -> [UInt64] {
        integers.flatMap { row($0) }
    }

    private func row(_ integer: BigInteger) -> [UInt64] {
        row(integer, words: words)
    }

    private func row(_ integer: BigInteger, words: Int) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: words) { row, initialised in
            row.withMemoryRebound(to: UInt.self) { integer.write(to: $0) }
            initialised = words
        }
    }

    /// Rows that `body` writes, between words that it must leave alone.
    private func integers(count: Int, _ body: (UnsafeMutablePointer<UInt64>) -> Void) -> [BigInteger] {
        let guardWord: UInt64 = 0xdead_beef_0bad_cafe
        var memory = [UInt64](repeating: guardWord, count: count * words + 16)
        memory.withUnsafeMutableBufferPointer { memory in
            if let start = memory.baseAddress { body(start + 8) }
        }
        let outside = memory.prefix(8) + memory.suffix(8)
        precondition(outside.allSatisfy { $0 == guardWord }, "words outside the result were written")
        return (0..<count).map { row in
            let start = 8 + row * words
            return memory[start..<start + words].map { UInt($0) }.withUnsafeBufferPointer { BigInteger(limbs: $0) }
        }
    }
}

enum FixtureError: Error {
    case radixHasNoInverse
}
