/// How a delta becomes integers that can be added; the same numbers for every participant of a federation.
public struct CodecParameters: Codable, Hashable, Sendable {
    /// Bits of one quantised component.
    public let valueBits: Int
    /// Bits of one metric of one participant.
    public let metricBits: Int
    /// A component of a delta is clipped to ± this.
    public let clip: Double
    /// The largest weight, a power of two; a participant's sample count is rounded down to a power of two below it.
    public let weightCap: Int
    /// Contributions that a sum may hold without carrying into its neighbour.
    public let maximumParticipants: Int

    /// The defaults are those of the design.
    public init(
        valueBits: Int = 16, metricBits: Int = 40, clip: Double = 1, weightCap: Int = 4096,
        maximumParticipants: Int = 8
    ) {
        self.valueBits = valueBits
        self.metricBits = metricBits
        self.clip = clip
        self.weightCap = weightCap
        self.maximumParticipants = maximumParticipants
    }

    /// Bits a sum of `maximumParticipants` numbers can grow by.
    var headroomBits: Int {
        maximumParticipants < 2 ? 0 : Int.bitWidth - (maximumParticipants - 1).leadingZeroBitCount
    }

    /// Bits of one component in the sum.
    public var valueSlotBits: Int { valueBits + headroomBits }
    /// Bits of one metric in the sum.
    public var metricSlotBits: Int { metricBits + headroomBits }

    /// - Throws: ``FederationError/budget(_:)`` saying which number does not fit.
    func validate() throws {
        try require((4...24).contains(valueBits), "valueBits is \(valueBits); it must be 4 to 24")
        try require((40...48).contains(metricBits), "metricBits is \(metricBits); it must be 40 to 48")
        try require(clip.isFinite && clip > 0 && clip <= 1000, "clip is \(clip); it must be above 0, at most 1000")
        try require(
            weightCap.nonzeroBitCount == 1 && (1...1 << 20).contains(weightCap),
            "weightCap is \(weightCap); it must be a power of two up to 1048576")
        try require(
            (2...4096).contains(maximumParticipants),
            "maximumParticipants is \(maximumParticipants); it must be 2 to 4096")
    }

    private func require(_ condition: Bool, _ sentence: String) throws {
        guard condition else { throw FederationError.budget(sentence) }
    }
}
