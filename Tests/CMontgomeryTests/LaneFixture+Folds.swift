import BigNumber
import CMontgomery

extension LaneFixture {
    /// Folds vectors of up to eight rows into a running product, and writes it.
    func product(of vectors: [[BigInteger]], count: Int) -> [BigInteger] {
        let rootWords = root.limbCount
        var product = [UInt64](repeating: 0, count: cmontgomery_product_words(rootWords))
        for lane in 0..<8 { product[lane] = 1 }
        for vector in vectors {
            cmontgomery_fold(pointer, &product, vector.flatMap { row($0, words: words) }, vector.count, scratch)
        }
        let radix = BigInteger(1) << cmontgomery_radix_bits(rootWords)
        let power = radix.power(BigInteger(2 * vectors.count + 1), modulo: modulus)
        let factor = row(power.modulo(root), words: rootWords) + row(power / root, words: rootWords)
        return integers(count: count) { cmontgomery_unfold(pointer, $0, product, factor, count, scratch) }
    }

    /// (1 + multiple · N) · entry, row by row.
    func multiplyOnePlus(_ multiples: [BigInteger], multipleWords: Int, entries: [[UInt64]]) -> [BigInteger] {
        integers(count: entries.count) { result in
            cmontgomery_multiply_one_plus(
                pointer, result, entries.flatMap(\.self), multiples.flatMap { row($0, words: multipleWords) },
                multipleWords, entries.count, scratch)
        }
    }
}
