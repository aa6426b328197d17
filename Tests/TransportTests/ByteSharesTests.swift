import Testing

@testable import Transport

@Suite struct ByteSharesTests {
    /// `#expect` cannot call what mutates a value.
    private final class Shares<Account: Hashable> {
        private var shares: ByteShares<Account>

        init(capacity: Int) {
            shares = ByteShares(capacity: capacity)
        }

        var usedByteCount: Int { shares.usedByteCount }

        func byteCount(heldBy account: Account) -> Int { shares.byteCount(heldBy: account) }

        func reserve(_ byteCount: Int, for account: Account) -> Bool { shares.reserve(byteCount, for: account) }

        func release(_ byteCount: Int, of account: Account) -> [Account] { shares.release(byteCount, of: account) }

        func withdraw(_ account: Account) -> [Account] { shares.withdraw(account) }
    }

    @Test func bytesAreGivenWhileThereAreAny() {
        let shares = Shares<String>(capacity: 100)
        #expect(shares.reserve(60, for: "a"))
        #expect(shares.reserve(40, for: "a"), "nobody else wants any")
        #expect(!shares.reserve(1, for: "a"))
        #expect(shares.release(60, of: "a") == ["a"])
        #expect(shares.usedByteCount == 41)
    }

    @Test func whoHoldsNothingAlwaysGetsOneFrame() {
        let shares = Shares<String>(capacity: 100)
        #expect(shares.reserve(100, for: "a"))
        #expect(shares.reserve(70, for: "b"), "beyond the capacity, but its first")
        #expect(!shares.reserve(1, for: "b"))
        #expect(shares.usedByteCount == 170)
    }

    @Test func nobodyGetsMoreThanItsShareWhileOthersWait() {
        let shares = Shares<String>(capacity: 100)
        #expect(shares.reserve(70, for: "a"))
        #expect(shares.reserve(20, for: "b"))
        #expect(!shares.reserve(30, for: "b"))
        // There are ten left, but "b" waits, and "a" has more than half.
        #expect(!shares.reserve(5, for: "a"))
        // "b" comes to 50, half of the whole; "a" is at 60 of it.
        #expect(shares.release(10, of: "a") == [])
        #expect(shares.release(15, of: "a") == ["b", "a"], "and then nobody waits but a")
        #expect(shares.byteCount(heldBy: "a") == 50)
        #expect(shares.byteCount(heldBy: "b") == 50)
    }

    @Test func theOneInFrontDoesNotBlockTheOthers() {
        let shares = Shares<String>(capacity: 100)
        #expect(shares.reserve(50, for: "a"))
        #expect(shares.reserve(50, for: "b"))
        #expect(!shares.reserve(90, for: "a"))
        #expect(!shares.reserve(10, for: "b"))
        #expect(shares.release(20, of: "b") == ["b"])
        #expect(shares.release(50, of: "a") == ["a"], "now it holds nothing")
    }

    @Test func whoWithdrawsMakesRoomForOthers() {
        let shares = Shares<String>(capacity: 100)
        #expect(shares.reserve(60, for: "a"))
        #expect(shares.reserve(30, for: "b"))
        #expect(!shares.reserve(50, for: "b"))
        #expect(!shares.reserve(10, for: "a"), "above its share while b waits")
        #expect(shares.withdraw("b") == ["a"])
        #expect(shares.withdraw("b") == [])
    }

    @Test(arguments: Seeded.seeds) func theRulesHoldWhateverHappens(seed: UInt64) {
        var random = Seeded(seed)
        let capacity = 1000
        let shares = Shares<Int>(capacity: capacity)
        var held: [Int: [Int]] = [:]
        var waiting: [Int: Int] = [:]
        func granted(_ accounts: [Int]) {
            for account in accounts {
                guard let byteCount = waiting.removeValue(forKey: account) else {
                    Issue.record("seed \(seed): \(account) got what it did not ask for")
                    return
                }
                held[account, default: []].append(byteCount)
            }
        }
        for _ in 0..<5000 {
            let account = Int.random(in: 0..<8, using: &random)
            if waiting[account] == nil, Bool.random(using: &random) {
                let byteCount = Int.random(in: 1...400, using: &random)
                let holdsNothing = shares.byteCount(heldBy: account) == 0
                waiting[account] = byteCount
                if shares.reserve(byteCount, for: account) {
                    granted([account])
                } else {
                    #expect(!holdsNothing, "seed \(seed)")
                }
            } else if let byteCount = held[account]?.popLast() {
                granted(shares.release(byteCount, of: account))
            }
            let sums = held.mapValues { $0.reduce(0, +) }
            #expect(shares.usedByteCount == sums.values.reduce(0, +), "seed \(seed)")
            // Beyond the capacity only by first frames, of which each account has one.
            #expect(shares.usedByteCount <= capacity + 8 * 400, "seed \(seed)")
            #expect(waiting.keys.allSatisfy { (sums[$0] ?? 0) > 0 }, "seed \(seed): somebody starves")
        }
        for account in 0..<8 {
            while let byteCount = held[account]?.popLast() {
                granted(shares.release(byteCount, of: account))
            }
        }
        #expect(waiting.isEmpty, "seed \(seed): everything came back, and somebody still waits")
    }
}
