import BigNumber
import Synchronization
import Testing

@Suite struct ParallelTests {
    @Test(
        "every row is in one piece, and pieces start at multiples of the lanes",
        arguments: [0, 1, 7, 8, 9, 64, 65, 1001])
    func pieces(count: Int) {
        let seen = Mutex<[Range<Int>]>([])
        Parallel.forEachPiece(of: count) { range in seen.withLock { $0.append(range) } }
        let ranges = seen.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
        #expect(ranges.flatMap { Array($0) } == Array(0..<count))
        #expect(ranges.allSatisfy { $0.lowerBound.isMultiple(of: Parallel.lanes) && !$0.isEmpty })
    }
}
