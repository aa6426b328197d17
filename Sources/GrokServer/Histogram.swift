/// How many measurements were no longer than each of some bounds, as Prometheus counts them.
package struct Histogram: Equatable, Sendable {
    /// Seconds; from the sum of a few small ciphertexts to the longest round.
    package static let bounds: [Double] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000]

    /// Measurements up to each bound, and after them all.
    package private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    package private(set) var sum = 0.0

    package init() {}

    package mutating func add(_ seconds: Double) {
        for (index, bound) in Self.bounds.enumerated() where seconds <= bound { counts[index] += 1 }
        counts[Self.bounds.count] += 1
        sum += seconds
    }
}
