/// Who has committed to the sum of a round, and who could.
public struct CommitPlan: Sendable {
    let quorum: Int
    /// Seconds after which a holder that was asked is counted among the missing.
    let patience: Double
    /// Holders whose commit is durable.
    public private(set) var committed: Set<Int>
    /// Holders that have committed on the connection they have now: only they know the sum they are asked to open.
    public private(set) var ready: Set<Int> = []
    /// Holders that were asked on the connection they have now and have not answered, and since when.
    private var asked: [Int: Timestamp] = [:]
    /// Holders that would not commit, until they connect again.
    private var refused: Set<Int> = []
    /// Holders that are never asked again.
    private(set) var dropped: Set<Int> = []

    init(quorum: Int, patience: Double, committed: Set<Int> = []) {
        self.quorum = quorum
        self.patience = patience
        self.committed = committed
    }

    /// Whether enough holders have committed.
    public var hasQuorum: Bool { missing == 0 }

    /// Holders that still have to commit.
    var missing: Int { max(0, quorum - committed.count) }

    /// The available holders that are to be asked now; each is asked once on a connection.
    mutating func assign(to available: [Int], at now: Timestamp) -> [Int] {
        let open = available.filter {
            asked[$0] == nil && !ready.contains($0) && !refused.contains($0) && !dropped.contains($0)
        }
        for holder in open { asked[holder] = now }
        return open
    }

    /// Holders that were asked for a first commit not too long ago.
    func underWay(at now: Timestamp) -> Int {
        asked.count { !committed.contains($0.key) && isPrompt($0.value, at: now) }
    }

    /// Whether any holder was asked not too long ago.
    func isAnybodyAsked(at now: Timestamp) -> Bool { asked.values.contains { isPrompt($0, at: now) } }

    /// Whether the holder does nothing about what it was asked for.
    func isIdle(_ holder: Int, at now: Timestamp) -> Bool { asked[holder].map { !isPrompt($0, at: now) } ?? true }

    mutating func complete(_ holder: Int) {
        asked[holder] = nil
        refused.remove(holder)
        committed.insert(holder)
        if !dropped.contains(holder) { ready.insert(holder) }
    }

    /// The holder's connection is gone, or new: it may be asked anew, and has to look at the sum again.
    mutating func release(_ holder: Int) {
        asked[holder] = nil
        ready.remove(holder)
        refused.remove(holder)
    }

    /// The holder would not commit, or would not help after all.
    mutating func refuse(_ holder: Int) {
        release(holder)
        refused.insert(holder)
    }

    /// The holder's commit or share is wrong.
    mutating func drop(_ holder: Int) {
        release(holder)
        dropped.insert(holder)
    }

    private func isPrompt(_ since: Timestamp, at now: Timestamp) -> Bool { now < since.advanced(bySeconds: patience) }
}
