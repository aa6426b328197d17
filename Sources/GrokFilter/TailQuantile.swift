import Glibc

/// The value that a wanted part of a sample's source exceeds, also where that part is smaller than one of the sample.
///
/// Where the sample has enough values above it, the quantile is the sample's own. Beyond that, its highest values are
/// taken for the tail of a normal distribution: log-odds of a linear model are sums over many rows. With a part p of the
/// sample above u = µ + σ·z(p) and a mean excess b over it, σ = b / (φ(z)/p − z), and the part f of the source exceeds
/// u + σ·(z(f) − z(p)), where z(q) is the standard normal's upper quantile. An exponential tail (Pickands 1975, with
/// the shape 0) reaches much further: it asks of spam a score that most of it does not have.
enum TailQuantile {
    /// The values that a tail is judged by: a tenth of the sample, within these bounds.
    static let tailSizes = 10...100

    /// The value that about `fraction` of the source exceeds.
    ///
    /// - Parameters:
    ///   - sorted: the sample, ascending.
    ///   - fraction: above 0, below 1.
    /// - Returns: nil when the sample is too small to say.
    static func value(exceededBy fraction: Double, of sorted: [Float]) -> Float? {
        let count = sorted.count
        guard count > tailSizes.lowerBound else { return nil }
        let allowed = Int(fraction * Double(count))
        if allowed >= tailSizes.lowerBound { return sorted[count - 1 - allowed].nextUp }
        let tail = min(max(count / 10, tailSizes.lowerBound), tailSizes.upperBound)
        let start = Double(sorted[count - 1 - tail])
        let excess = sorted.suffix(tail).reduce(0) { $0 + Double($1) - start } / Double(tail)
        let part = Double(tail) / Double(count)
        let quantile = upperNormalQuantile(part)
        let deviation = excess / (normalDensity(quantile) / part - quantile)
        return Float(start + deviation * max(0, upperNormalQuantile(fraction) - quantile)).nextUp
    }

    /// φ(z).
    private static func normalDensity(_ z: Double) -> Double {
        exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }

    /// The z that a standard normal variable exceeds with a probability above 0 and below 1: bisection of
    /// erfc(z/√2)/2, to the last bit that matters.
    static func upperNormalQuantile(_ probability: Double) -> Double {
        var range = (low: -40.0, high: 40.0)
        for _ in 0..<60 {
            let middle = (range.low + range.high) / 2
            if erfc(middle / 2.0.squareRoot()) / 2 > probability { range.low = middle } else { range.high = middle }
        }
        return (range.low + range.high) / 2
    }
}
