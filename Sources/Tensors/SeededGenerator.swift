import Glibc

/// A generator whose sequence is the same on every platform and in every version of Swift, so that a seed
/// names a result: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
///
/// Not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence of `seed`.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A uniform integer in `0..<bound`. The standard library's own reduction may change between versions,
    /// so it is spelt out here: multiply and reject (Lemire, "Fast random integer generation in an interval", 2019).
    public mutating func integer(below bound: Int) -> Int {
        require(bound > 0, "integer(below: \(bound)): the bound must be positive")
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        let threshold = (0 &- bound) % bound
        while product.low < threshold {
            product = next().multipliedFullWidth(by: bound)
        }
        return Int(product.high)
    }

    /// A uniform number in [0, 1), a multiple of 2⁻²⁴.
    public mutating func unitFloat() -> Float {
        Float(next() >> 40) * 0x1p-24
    }

    /// A normal number of mean 0 and variance 1 (Box and Muller, 1958).
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - Double(next() >> 11) * 0x1p-53)).squareRoot()
        return radius * cos(2 * .pi * Double(next() >> 11) * 0x1p-53)
    }

    /// The numbers 0..<count in a uniformly random order.
    public mutating func permutation(_ count: Int) -> [Int] {
        var numbers = Array(0..<count)
        shuffle(&numbers)
        return numbers
    }

    /// The state, from which a loop in C draws `count` times.
    mutating func draw(_ count: Int) -> UInt64 {
        defer { state &+= UInt64(count) &* 0x9E37_79B9_7F4A_7C15 }
        return state
    }

    /// Puts `elements` in a uniformly random order (Fisher and Yates).
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, integer(below: last + 1))
        }
    }
}
