import Glibc

/// The value that a wanted part of a sample's source exceeds, also where that part is smaller than one of the sample.
///
/// Where the sample has enough values above it, the quantile is the sample's own. Beyond that, the excesses over a high
/// value are taken for exponential (Pickands 1975, Balkema and de Haan 1974, with the shape 0 that logits of a linear
/// model justify): with m of n values above u and a mean excess b, P(x > u + y) = m/n · e^(−y/b).
enum TailQuantile {
    /// The values that a tail is judged by, at least.
    static let smallestTail = 10

    /// The value that about `fraction` of the source exceeds.
    ///
    /// - Parameters:
    ///   - sorted: the sample, ascending.
    ///   - fraction: above 0, below 1.
    /// - Returns: nil when the sample is too small to say.
    static func value(exceededBy fraction: Double, of sorted: [Float]) -> Float? {
        let count = sorted.count
        guard count > smallestTail else { return nil }
        let allowed = Int(fraction * Double(count))
        if allowed >= smallestTail { return sorted[count - 1 - allowed].nextUp }
        let tail = max(smallestTail, count / 10)
        let start = Double(sorted[count - 1 - tail])
        let excess = sorted.suffix(tail).reduce(0) { $0 + Double($1) - start } / Double(tail)
        return Float(start + excess * max(0, log(Double(tail) / Double(count) / fraction))).nextUp
    }
}
