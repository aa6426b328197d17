import CGMP

extension SecretLimbs {
    /// As many uniform integers in `0 ..< 2^bits` one after the other, each in so many limbs.
    public static func random(count: Int, bits: Int, limbsEach: Int) -> SecretLimbs {
        random(count: count, bits: bits).widened(count: count, limbsEach: limbsEach)
    }

    /// The same integers, `count` of equal length, each in more limbs.
    public borrowing func widened(count rows: Int, limbsEach: Int) -> SecretLimbs {
        let own = rows == 0 ? 0 : count / rows
        precondition(own * rows == count && limbsEach >= own, "\(count) limbs as \(rows) rows of \(limbsEach)")
        var wide = SecretLimbs(zeroCount: rows * limbsEach)
        wide.withMutableLimbs { wide in
            withLimbs { limbs in
                for row in 0..<rows {
                    (wide.row(row, limbsEach)).update(from: limbs.row(row, own), count: own)
                }
            }
        }
        return wide
    }

    /// Adds Σ factor_i · integer_i, where time and memory accesses depend on sizes alone. What carries out of the last
    /// limb is lost.
    ///
    /// - Parameters:
    ///   - integers: one after the other, equally long, as many as there are factors.
    ///   - factors: public or not.
    public mutating func add(_ integers: borrowing SecretLimbs, times factors: ResidueVector) {
        let (rows, width, length) = (factors.count, factors.limbsPerRow, integers.count / factors.count)
        precondition(length * rows == integers.count, "\(rows) factors for \(integers.count) limbs")
        precondition(length + width <= count, "a product does not fit \(count) limbs")
        withMutableLimbs { sum in
            integers.withLimbs { integers in
                factors.withAllLimbs { factors in
                    for row in 0..<rows {
                        for shift in 0..<width {
                            let start = sum.row(0, sum.count) + shift
                            let factor = factors[row * width + shift]
                            let carry = __gmpn_addmul_1(start, integers.row(row, length), length, factor)
                            Self.propagate(carry, into: start + length, count: sum.count - shift - length)
                        }
                    }
                }
            }
        }
    }

    private static func propagate(_ carry: UInt, into limbs: UnsafeMutablePointer<UInt>, count: Int) {
        var carry = carry
        for index in 0..<count {
            let (sum, overflow) = limbs[index].addingReportingOverflow(carry)
            limbs[index] = sum
            carry = overflow ? 1 : 0
        }
    }
}

extension SecretLimbs {
    /// The first limbs of each of `count` integers of equal length.
    public borrowing func narrowed(count rows: Int, limbsEach: Int) -> SecretLimbs {
        let own = rows == 0 ? 0 : count / rows
        precondition(own * rows == count && limbsEach <= own, "\(count) limbs as \(rows) rows of \(limbsEach)")
        var narrow = SecretLimbs(zeroCount: rows * limbsEach)
        narrow.withMutableLimbs { narrow in
            withLimbs { limbs in
                for row in 0..<rows {
                    narrow.row(row, limbsEach).update(from: limbs.row(row, own), count: limbsEach)
                }
            }
        }
        return narrow
    }

    /// A copy of the first so many limbs.
    public borrowing func prefix(_ count: Int) -> SecretLimbs {
        precondition(count <= self.count, "\(count) of \(self.count) limbs")
        var part = SecretLimbs(zeroCount: count)
        part.withMutableLimbs { part in
            withLimbs { limbs in
                if count > 0 { part.row(0, count).update(from: limbs.row(0, count), count: count) }
            }
        }
        return part
    }
}
