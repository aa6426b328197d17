import BigNumber
import CMontgomery

extension LaneFixture {
    /// One exponent is shared by all rows.
    func power(_ bases: [BigInteger], baseWords: Int, _ exponents: [BigInteger], bits: Int) -> [BigInteger] {
        let exponentWords = (bits + 63) / 64
        let stride = exponents.count == 1 ? 0 : exponentWords
        return integers(count: min(bases.count, 8)) { result in
            cmontgomery_power(
                pointer, result, bases.flatMap { row($0, words: baseWords) }, baseWords,
                exponents.flatMap { row($0, words: exponentWords) }, stride, bits, bases.count, scratch)
        }
    }

    func spreadPower(_ base: BigInteger, baseWords: Int, _ exponent: BigInteger, bits: Int) -> BigInteger {
        integers(count: 1) { result in
            cmontgomery_spread_power(
                pointer, result, row(base, words: baseWords), baseWords, row(exponent, words: (bits + 63) / 64), bits,
                scratch)
        }[0]
    }

    /// A chain of products on rows of equally many bases, which lie row by row or base by base.
    func chain(
        _ bases: [[BigInteger]], baseWords: Int, _ steps: [cmontgomery_step], numbers: Int, answer: Int,
        isRowByRow: Bool
    ) -> [BigInteger] {
        let (rowCount, baseCount) = (bases.count, bases[0].count)
        let words = (0..<rowCount * baseCount).flatMap { index in
            let base =
                isRowByRow ? bases[index / baseCount][index % baseCount] : bases[index % rowCount][index / rowCount]
            return row(base, words: baseWords)
        }
        return integers(count: rowCount) { result in
            words.withUnsafeBufferPointer { words in
                steps.withUnsafeBufferPointer { steps in
                    let bases = cmontgomery_bases(
                        start: words.baseAddress, words: baseWords,
                        base_stride: baseWords * (isRowByRow ? 1 : rowCount),
                        row_stride: baseWords * (isRowByRow ? baseCount : 1))
                    let form = cmontgomery_chain_form(
                        steps: steps.baseAddress, step_count: steps.count, bases: baseCount, numbers: numbers,
                        answer: answer)
                    cmontgomery_chain(pointer, result, bases, form, rowCount, scratch)
                }
            }
        }
    }

    /// Rows `rows` of the powers of every base to every exponent.
    func comb(
        _ exponents: [BigInteger], shape: cmontgomery_comb_shape, entries: [[UInt64]], bases: Int, rows: Range<Int>
    ) -> [BigInteger] {
        let exponentWords = (shape.exponent_bits + 63) / 64
        return integers(count: rows.count) { result in
            withUnsafePointer(to: shape) { shape in
                cmontgomery_comb(
                    pointer, result, exponents.flatMap { row($0, words: exponentWords) }, shape,
                    entries.flatMap(\.self), bases, rows.lowerBound, rows.count, false, scratch)
            }
        }
    }

    /// The same as entries.
    func combEntries(
        _ exponents: [BigInteger], shape: cmontgomery_comb_shape, entries: [[UInt64]], bases: Int, rows: Range<Int>
    ) -> [[UInt64]] {
        let exponentWords = (shape.exponent_bits + 63) / 64
        return self.entries(count: rows.count) { result in
            withUnsafePointer(to: shape) { shape in
                cmontgomery_comb(
                    pointer, result, exponents.flatMap { row($0, words: exponentWords) }, shape,
                    entries.flatMap(\.self), bases, rows.lowerBound, rows.count, true, scratch)
            }
        }
    }

    /// A bank's powers: the bases' for every exponent.
    func bank(_ bases: [BigInteger], baseWords: Int, shape: cmontgomery_comb_shape, exponents: [BigInteger])
        -> [[BigInteger]]
    {
        withUnsafePointer(to: shape) { shape in
            let bank = UnsafeMutablePointer<UInt64>.allocate(
                capacity: cmontgomery_bank_words(root.limbCount, entryWords > root.limbCount, shape))
            defer { bank.deallocate() }
            cmontgomery_fill_bank(
                pointer, bank, bases.flatMap { row($0, words: baseWords) }, baseWords, shape, bases.count, scratch)
            return exponents.map { exponent in
                let words = row(exponent, words: (shape.pointee.exponent_bits + 63) / 64)
                return integers(count: bases.count) { result in
                    cmontgomery_bank_power(pointer, result, self.words, words, shape, bank, bases.count, scratch)
                }
            }
        }
    }

    func square(_ left: [[UInt64]], squarings: Int) -> [[UInt64]] {
        entries(count: left.count) { result in
            result.update(from: left.flatMap(\.self), count: left.count * entryWords)
            cmontgomery_square(pointer, result, squarings, left.count, scratch)
        }
    }
}
