/// How many refused connections are told one by one: strangers without end must not fill a disk with lines.
///
/// A pure value: twenty at once, then one a second; the next line that is written says how many were left out.
struct RefusalLimit {
    private static let burst = 20.0
    private static let perSecond = 1.0

    private var allowance = burst
    private var lastMoment: Double?
    private var suppressed = 0

    /// Whether a refusal at this moment, in seconds, gets a line.
    ///
    /// - Returns: how many got none since the last line; nil when this one gets none either.
    mutating func admit(at moment: Double) -> Int? {
        allowance = min(Self.burst, allowance + max(0, moment - (lastMoment ?? moment)) * Self.perSecond)
        lastMoment = moment
        guard allowance >= 1 else {
            suppressed += 1
            return nil
        }
        allowance -= 1
        defer { suppressed = 0 }
        return suppressed
    }
}
