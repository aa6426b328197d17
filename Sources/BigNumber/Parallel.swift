import Dispatch
import Glibc

/// Work on the rows of a vector, spread over the cores.
package enum Parallel {
    /// Rows go to workers in multiples of this, the number of lanes that a vector kernel fills at once.
    package static let lanes = 8

    /// Pieces a core: enough that one slow core does not hold up the rest, few enough that scratch costs nothing.
    private static let piecesPerCore = 4

    /// Calls `body` with ranges that cover `0 ..< count` once, from several threads at a time.
    ///
    /// The body makes its scratch once a call, and writes to nothing but that and the rows of its range.
    package static func forEachPiece(of count: Int, _ body: (Range<Int>) -> Void) {
        forEach(pieces(of: count)) { _, range in body(range) }
    }

    /// Ranges of multiples of `size`, but for the last one's end, that cover `0 ..< count` once.
    static func pieces(of count: Int, perCore: Int = piecesPerCore, inGroupsOf size: Int = lanes) -> [Range<Int>] {
        let groups = (count + size - 1) / size
        let pieces = min(groups, coreCount * perCore)
        return (0..<pieces).map { groups * $0 / pieces * size..<min(groups * ($0 + 1) / pieces * size, count) }
    }

    /// Calls `body` with each range and its number, from several threads at a time.
    static func forEach(_ pieces: [Range<Int>], _ body: (Int, Range<Int>) -> Void) {
        guard pieces.count > 1 else { return pieces.enumerated().forEach(body) }
        withoutActuallyEscaping(body) { body in
            // The threads share what the body captures: it writes to the rows of its own range only, and the call
            // returns when all of them are done.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: pieces.count) { body($0, pieces[$0]) }
        }
    }

    /// How many threads run at once.
    package static let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

extension Range where Bound == Int {
    /// The range in parts that fill the lanes of a vector kernel; only the last may be smaller.
    package var groups: some Sequence<Range<Int>> {
        stride(from: lowerBound, to: upperBound, by: Parallel.lanes).lazy.map { start in
            start..<Swift.min(start + Parallel.lanes, upperBound)
        }
    }
}
