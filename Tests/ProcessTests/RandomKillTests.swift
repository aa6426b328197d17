import Foundation
import Testing

/// `kill -9` at random, of the server and of clients, again and again: nothing that was acknowledged is lost, and nobody
/// breaks its word. `make soak` asks for hundreds.
@Suite(.timeLimit(.minutes(180))) struct RandomKillTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let wanted = environment["GROK_KILLS"].flatMap(Int.init) ?? 8
    private static let seed =
        environment["GROK_KILL_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1 << 32)
    /// Storms at a time: each is four processes that mostly wait for each other.
    private static let width: UInt64 = wanted > 20 ? 4 : 1

    @Test func nothingIsLostHoweverOftenTheyCrash() async throws {
        var (kills, next) = (0, Self.seed)
        while kills < Self.wanted {
            kills += try await withThrowingTaskGroup(of: Int.self) { group in
                for seed in next..<next + Self.width { group.addTask { try await Self.storm(seed) } }
                return try await group.reduce(0, +)
            }
            next += Self.width
        }
        print("\(kills) processes killed, by seeds \(Self.seed)..<\(next)")
    }

    private static func storm(_ seed: UInt64) async throws -> Int {
        var kills = 0
        try await Site.with(.complete()) { kills = try await Storm($0, seed: seed).run() }
        return kills
    }
}
