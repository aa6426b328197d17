import Federation
import Foundation
import Testing

@testable import GrokServer

@Suite struct HistogramTests {
    @Test func boundsAreInclusiveAndCountsAddUp() {
        var histogram = Histogram()
        for seconds in [0, 0.001, 0.0011, 3000, 3001] { histogram.add(seconds) }
        #expect(histogram.counts[0] == 2 && histogram.counts[1] == 3)
        #expect(histogram.counts.suffix(2) == [4, 5])
        #expect(histogram.counts == histogram.counts.sorted())
        #expect(abs(histogram.sum - 6001.0021) < 1e-9)
        #expect(Histogram.bounds == Histogram.bounds.sorted())
    }

    @Test func aMomentIsTheSameAfterReading() throws {
        let moment = Moment(Timestamp(milliseconds: 1_700_000_000_007))
        let text = try JSONEncoder().encode([moment])
        #expect(String(decoding: text, as: UTF8.self) == #"["2023-11-14T22:13:20.007Z"]"#)
        #expect(try JSONDecoder().decode([Moment].self, from: text) == [moment])
    }
}
