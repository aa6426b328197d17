import Federation
import Testing

@testable import RoundStore

/// Whatever is asked of them in whatever order, both implementations answer the same.
struct RandomHistoryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("SQLite and memory agree on random calls", arguments: [1, 2, 3, 4] as [UInt64])
    func agreement(_ seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let memory = MemoryServerStore()
        let bench = try ServerBench(.sqlite, in: folder)
        var accepted = 0
        for step in 0..<80 {
            let call = try Call(near: memory.snapshot().lastRound, using: &random)
            let (expected, found) = (call.outcome(memory), call.outcome(bench.store))
            #expect(found == expected, "seed \(seed), step \(step): \(call)")
            if expected == nil { accepted += 1 }
            if step % 20 == 19 { try bench.reopen() }
            #expect(try bench.store.snapshot() == memory.snapshot(), "seed \(seed), step \(step): \(call)")
        }
        #expect(try bench.store.rounds() == memory.rounds(), "seed \(seed)")
        for round in memory.rounds() {
            let model = round.announcement.baseModel
            #expect(try bench.store.commits(baseModel: model) == memory.commits(baseModel: model), "seed \(seed)")
        }
        #expect(accepted > 10, "seed \(seed)")
    }
}

/// A call to a writing method of a store.
private enum Call {
    case accept(ContributionRecord)
    case commit(CommitRecord)
    case conclude(Int, RoundConclusion)
    case freeze(Int, [PartyName])
    case open(RoundAnnouncement)
    case share(ShareRecord)

    init(near last: Int, using random: inout SplitMix64) throws {
        let round = last + (Int.random(in: 0..<6, using: &random) == 0 ? Int.random(in: -1...1, using: &random) : 0)
        let names = ["alice", "bob", "sue"]
        let variant = Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0
        switch Int.random(in: 0..<12, using: &random) {
        case 0...1: self = .open(try Samples.announcement(max(1, last + Int.random(in: 0...2, using: &random))))
        case 2...5:
            let name = names[Int.random(in: 0..<3, using: &random)]
            self = .accept(try Samples.contribution(name, round: round, variant: variant))
        case 6:
            let count = Int.random(in: 1...3, using: &random)
            self = .freeze(round, try names.shuffled(using: &random).prefix(count).map { try Samples.name($0) })
        case 10...11:
            let holder = Int.random(in: 1...3, using: &random)
            self = .commit(try Samples.commit(max(1, round), holder: holder, variant: UInt8(variant)))
        case 7...8:
            let blocks = [Int.random(in: 0..<4, using: &random), 7]
            let holder = Int.random(in: 1...3, using: &random)
            self = .share(Samples.share(round, holder: holder, blocks: blocks, variant: variant))
        default:
            let ends = RoundRecord.Phase.allCases.filter { !$0.isOpen }
            let end = ends[Int.random(in: 0..<ends.count, using: &random)]
            self = .conclude(round, try Samples.conclusion(round, end))
        }
    }

    /// The error that the store throws, nil when it accepts.
    func outcome(_ store: any ServerStore) -> StoreError? {
        do {
            switch self {
            case .accept(let record): try store.acceptContribution(record)
            case .commit(let record): try store.acceptCommit(record)
            case .conclude(let round, let conclusion): try store.concludeRound(round, conclusion)
            case .freeze(let round, let contributors): try store.freezeRound(round, contributors: contributors)
            case .open(let announcement): try store.openRound(announcement, at: Timestamp(milliseconds: 5))
            case .share(let record): try store.acceptShare(record)
            }
            return nil
        } catch let error as StoreError {
            return error
        } catch {
            return .corrupted(path: "an error of another type", reason: "\(error)")
        }
    }
}

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014), §5.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
