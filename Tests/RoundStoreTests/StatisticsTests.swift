import Federation
import Foundation
import Testing

@testable import RoundStore

struct StatisticsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("What an earlier version did not measure is zero")
    func earlierVersion() throws {
        let old = #"{"bytesIn":1,"bytesOut":2,"decryptSeconds":6,"sumSeconds":5,"trainSeconds":3,"verifySeconds":4}"#
        let statistics = try JSONDecoder().decode(RoundStatistics.self, from: Data(old.utf8))
        #expect(statistics[.verify] == 4 && statistics[.sum] == 5 && statistics.decryptSeconds == 6)
        for phase in [ServerPhase.accept, .persist, .decrypt, .publish] { #expect(statistics[phase] == 0) }
    }

    @Test("Each phase is kept by itself")
    func phases() throws {
        var statistics = RoundStatistics()
        for (index, phase) in ServerPhase.allCases.enumerated() { statistics[phase] = Double(index + 1) }
        let read = try JSONDecoder().decode(RoundStatistics.self, from: JSONEncoder().encode(statistics))
        #expect(read == statistics)
        #expect(ServerPhase.allCases.map { read[$0] } == [1, 2, 3, 4, 5, 6])
    }

    @Test("The rounds from a number on, with what was published before")
    func slices() throws {
        let store = try ServerBench.open(folder.path)
        let ends: [RoundRecord.Phase] = [.published, .abandoned, .published, .published]
        for (index, end) in ends.enumerated() { try store.run(index + 1, to: end) }
        let history = try SQLiteServerHistory(at: folder.path + "/state")
        let all = try store.rounds()
        for (number, before) in [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (9, 3)] {
            let slice = RoundSlice(publishedBefore: before, rounds: Array(all.dropFirst(number)))
            #expect(try history.rounds(after: number) == slice)
            #expect(try store.rounds(after: number) == slice)
        }
        try store.close()
    }
}
