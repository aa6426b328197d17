/// Exponents in the order of their sizes, to be made smaller in place; those that become zero leave it.
struct ExponentQueue {
    private let width: Int
    private var limbs: [UInt]
    /// The bases whose exponents are not zero, the largest exponent last.
    private var order: [Int] = []

    /// One exponent a row; a base is the number of its row.
    init(_ exponents: ResidueVector) {
        width = exponents.limbsPerRow
        limbs = exponents.withAllLimbs { Array($0) }
        for base in 0..<exponents.count { insert(base) }
    }

    /// The base with the largest exponent.
    var largest: Int? { order.last }

    /// The base with the largest exponent but one.
    var second: Int? { order.count > 1 ? order[order.count - 2] : nil }

    /// How many bits the exponent of a base has.
    func bitWidth(of base: Int) -> Int {
        for index in (0..<width).reversed() where self[base, index] != 0 {
            return (index + 1) * UInt.bitWidth - self[base, index].leadingZeroBitCount
        }
        return 0
    }

    /// Whether the exponent of a base is odd.
    func isOdd(_ base: Int) -> Bool { self[base, 0] & 1 == 1 }

    /// Subtracts the largest exponent but one from the largest.
    mutating func subtractSecondFromLargest() {
        guard let second, let first = order.popLast() else { return }
        var borrow = false
        for index in 0..<width {
            let (difference, isBelow) = self[first, index].subtractingReportingOverflow(self[second, index])
            let (rest, isBelowToo) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
            self[first, index] = rest
            borrow = isBelow || isBelowToo
        }
        insert(first)
    }

    /// Divides the largest exponent by two, rounded down.
    mutating func halveLargest() {
        guard let first = order.popLast() else { return }
        for index in 0..<width {
            let above = index + 1 < width ? self[first, index + 1] << (UInt.bitWidth - 1) : 0
            self[first, index] = self[first, index] >> 1 | above
        }
        insert(first)
    }

    private subscript(base: Int, index: Int) -> UInt {
        get { limbs[base * width + index] }
        set { limbs[base * width + index] = newValue }
    }

    private mutating func insert(_ base: Int) {
        guard bitWidth(of: base) > 0 else { return }
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if isExponent(of: order[middle], below: base) { low = middle + 1 } else { high = middle }
        }
        order.insert(base, at: low)
    }

    private func isExponent(of base: Int, below other: Int) -> Bool {
        for index in (0..<width).reversed() where self[base, index] != self[other, index] {
            return self[base, index] < self[other, index]
        }
        return false
    }
}
