/// A long sequence as `streams` that run side by side, cut into windows: what truncated backpropagation through time
/// (Williams, Peng, 1990) walks through. The state goes from one window to the next as a constant.
public struct SequenceBatches: Sequence {
    /// One window: `inputs[step][stream]` is followed by `targets[step][stream]`.
    public struct Window: Sendable {
        /// What is read.
        public let inputs: [[Int]]
        /// What follows.
        public let targets: [[Int]]
    }

    private let sequence: [Int]
    private let streams: Int
    private let length: Int

    /// Windows of `length` steps over `streams` parts of `sequence`, of equal length; what is left over at the end of
    /// each is dropped.
    public init(_ sequence: [Int], streams: Int, length: Int) {
        precondition(streams > 0 && length > 0, "\(streams) streams in windows of \(length)")
        self.sequence = sequence
        self.streams = streams
        self.length = length
    }

    /// Goes through the windows in order.
    public func makeIterator() -> AnyIterator<Window> {
        let span = sequence.count / streams
        var start = 0
        return AnyIterator {
            guard start + length < span else { return nil }
            defer { start += length }
            func row(_ step: Int) -> [Int] { (0..<streams).map { sequence[$0 * span + step] } }
            let steps = start..<(start + length)
            return Window(inputs: steps.map(row), targets: steps.map { row($0 + 1) })
        }
    }
}
