import Foundation
import Testing

/// `kill -9` at message boundaries, transactions and files of a round: what was acknowledged counts, once, and nobody
/// breaks its word. Some of each kind, drawn by a seed; with `GROK_KILLS` in the environment, as `make soak` sets it, all.
@Suite(.timeLimit(.minutes(30))) struct KillTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed =
        environment["GROK_KILL_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1 << 32)
    /// Runs at a time: each is four processes that mostly wait for each other.
    private static let width = 4
    private static let boundaries = [
        "received/", "handled/", "sending/", "sent/", "writing/", "written/", "naming/", "named/",
    ]

    @Test(arguments: Victim.allCases)
    func nothingIsLostWhereverItCrashes(victim: Victim) async throws {
        var points: [String] = []
        try await Site.with(.unanimous()) { points = try await $0.faultPoints(of: victim) }
        let chosen = Self.choice(of: points)
        print("places drawn with GROK_KILL_SEED=\(Self.seed)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, point) in chosen.enumerated() {
                if number >= Self.width { try await group.next() }
                group.addTask { try await Site.with(.unanimous()) { try await $0.crash(victim, .place(point)) } }
            }
            try await group.waitForAll()
        }
    }

    /// All of them, or two of each kind.
    private static func choice(of points: [String]) -> [String] {
        var draws = SeededDraws(seed: seed)
        return boundaries.flatMap { boundary in
            let some = points.filter { $0.hasPrefix(boundary) }
            #expect(!some.isEmpty, "no \(boundary)")
            return environment["GROK_KILLS"] == nil ? Array(some.shuffled(using: &draws).prefix(2)) : some
        }
    }

    /// The first contribution is held up on its way to the disk, and the others go together after it.
    @Test(arguments: ["named/contribution#2", "writing/one of a batch#2"])
    func aBatchOfContributionsIsCutShort(place: String) async throws {
        try await Site.with(.complete()) { try await $0.crash(.server, .batch(at: place)) }
    }
}
