/// Which holder is asked for which block of a sum, so that every block gets its shares and the work is balanced.
public struct DecryptionPlan: Sendable {
    /// What one holder is asked for at once.
    struct Request: Equatable {
        let holder: Int
        let blocks: [Int]
    }

    let blocks: Int
    let sharesPerBlock: Int
    /// Seconds after which what a holder was asked for is asked of another too.
    let patience: Double
    /// Blocks that each holder has given verified shares of.
    public private(set) var done: [Int: Set<Int>]
    /// Holders that are never asked again: a share of theirs was wrong.
    public private(set) var dropped: Set<Int> = []
    /// Holders that would not or could not help, until they connect again.
    private var refused: Set<Int> = []
    /// Blocks that each holder is working on, and since when.
    private var pending: [Int: [Int: Timestamp]] = [:]
    /// Blocks that each holder was ever asked for: an answer counts though its connection broke meanwhile.
    private var asked: [Int: Set<Int>] = [:]

    init(blocks: Int, sharesPerBlock: Int, patience: Double, done: [Int: Set<Int>] = [:]) {
        self.blocks = blocks
        self.sharesPerBlock = sharesPerBlock
        self.patience = patience
        self.done = done
    }

    var isComplete: Bool { (0..<blocks).allSatisfy { !isOpen($0) } }

    /// Whether every block has its shares, or enough holders that were asked for them not too long ago.
    func isOnItsWay(at now: Timestamp) -> Bool { (0..<blocks).allSatisfy { missing($0, at: now) <= 0 } }

    /// Whether this holder was asked for these blocks, has not answered, and some of them still want shares.
    func expects(_ blocks: [Int], from holder: Int) -> Bool {
        guard let asked = asked[holder], blocks.contains(where: isOpen) else { return false }
        return asked.isSuperset(of: blocks) && done[holder, default: []].isDisjoint(with: blocks)
    }

    /// Whether this holder does nothing about what it was asked for: it has refused, or takes too long.
    func isIdle(_ holder: Int, at now: Timestamp) -> Bool {
        refused.contains(holder) || pending[holder, default: [:]].values.contains { !isPrompt($0, at: now) }
    }

    mutating func complete(_ blocks: [Int], from holder: Int) {
        done[holder, default: []].formUnion(blocks)
        for block in blocks { pending[holder]?[block] = nil }
        for block in blocks where !isOpen(block) {
            for other in pending.keys { pending[other]?[block] = nil }
        }
    }

    /// The holder's connection is gone, or new: what it was asked for is open again, and it may be asked anew.
    mutating func release(_ holder: Int) {
        pending[holder] = nil
        refused.remove(holder)
    }

    /// The holder would not or could not help.
    mutating func refuse(_ holder: Int) {
        pending[holder] = nil
        refused.insert(holder)
    }

    /// The holder's share is wrong.
    mutating func drop(_ holder: Int) {
        (pending[holder], asked[holder]) = (nil, nil)
        dropped.insert(holder)
    }

    /// Assigns what is open to the available holders, the least loaded first.
    ///
    /// What a holder was asked for too long ago counts as open once more; its late answer still counts.
    mutating func assign(to available: [Int], at now: Timestamp) -> [Request] {
        let willing = available.filter { !dropped.contains($0) && !refused.contains($0) }
        var load = Dictionary(
            uniqueKeysWithValues: willing.map { ($0, done[$0, default: []].count + pending[$0, default: [:]].count) })
        var requests: [Int: [Int]] = [:]
        for block in 0..<blocks {
            for holder in newHolders(of: block, load: load, at: now) {
                pending[holder, default: [:]][block] = now
                asked[holder, default: []].insert(block)
                load[holder, default: 0] += 1
                requests[holder, default: []].append(block)
            }
        }
        return requests.sorted { $0.key < $1.key }.map { Request(holder: $0.key, blocks: $0.value) }
    }

    private func newHolders(of block: Int, load: [Int: Int], at now: Timestamp) -> [Int] {
        let missing = missing(block, at: now)
        guard missing > 0 else { return [] }
        let candidates = load.keys.filter { holder in
            pending[holder]?[block] == nil && !done[holder, default: []].contains(block)
        }
        return Array(candidates.sorted { (load[$0, default: 0], $0) < (load[$1, default: 0], $1) }.prefix(missing))
    }

    /// Shares of a block that nobody has given or is about to give.
    private func missing(_ block: Int, at now: Timestamp) -> Int {
        let prompt = pending.values.count { blocks in blocks[block].map { isPrompt($0, at: now) } ?? false }
        return sharesPerBlock - doneCount(block) - prompt
    }

    private func isPrompt(_ since: Timestamp, at now: Timestamp) -> Bool {
        now < since.advanced(bySeconds: patience)
    }

    private func isOpen(_ block: Int) -> Bool { doneCount(block) < sharesPerBlock }

    private func doneCount(_ block: Int) -> Int { done.values.count { $0.contains(block) } }
}
