import Foundation
import Testing

@testable import Primitives

@Suite struct FaultPointTests {
    @Test func nothingIsWatchedUnlessItIsAskedFor() {
        #expect(FaultPoint.Watch(["GROK_KIT": "alice.kit"]) == nil)
        #expect(!FaultPoint.isWatched)
    }

    @Test(arguments: [("sent/commit", 1), ("sent/commit#1", 1), ("sent/commit#3", 3)])
    func onePassingIsFatal(text: String, fatal: Int) throws {
        let watch = try #require(FaultPoint.Watch(["GROK_FAULT_POINT": text]))
        let passings = (1...5).map { _ in
            #expect(!watch.pass("sent/share").isFatal)
            return watch.pass("sent/commit").isFatal
        }
        #expect(passings.firstIndex(of: true) == fatal - 1 && passings.count { $0 } == 1)
    }

    @Test func anyPlaceCountsWhereNoneIsNamed() throws {
        let watch = try #require(FaultPoint.Watch(["GROK_FAULT_POINT": "#3", "GROK_FAULT_STALL": "b#2"]))
        let passings = ["a", "b", "b", "c"].map(watch.pass)
        #expect(passings.map(\.isFatal) == [false, false, true, false])
        #expect(passings.map(\.isStalled) == [false, false, true, false])
    }

    @Test func eachNameIsListedOnce() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "grok-test-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let watch = try #require(FaultPoint.Watch(["GROK_FAULT_POINTS": path]))
        for name in ["a", "b", "a", "c"] { #expect(!watch.pass(name).isFatal) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "a\nb\nc\n")
    }
}
