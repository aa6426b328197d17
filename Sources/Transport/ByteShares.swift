/// Shares a number of bytes out among those who ask. A pure value: `ByteBudget` puts it behind a lock.
///
/// - Who holds nothing always gets what it asks for, so everybody makes progress whatever the others do.
/// - Otherwise bytes are given while there are any.
/// - While others wait, nobody gets beyond an equal share of the whole.
struct ByteShares<Account: Hashable> {
    private struct Request {
        let account: Account
        let byteCount: Int
    }

    private let capacity: Int
    private var held: [Account: Int] = [:]
    private var waiting: [Request] = []

    /// How many bytes are given out.
    private(set) var usedByteCount = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How many bytes an account holds.
    func byteCount(heldBy account: Account) -> Int {
        held[account, default: 0]
    }

    /// Asks for bytes.
    ///
    /// - Returns: whether they are given now; if not, a later `release` names the account.
    mutating func reserve(_ byteCount: Int, for account: Account) -> Bool {
        let request = Request(account: account, byteCount: byteCount)
        precondition(!waiting.contains { $0.account == account }, "an account waits for one request at a time")
        if canGive(request, othersWait: !waiting.isEmpty) {
            give(request)
            return true
        }
        waiting.append(request)
        return false
    }

    /// Gives bytes back.
    ///
    /// - Returns: the accounts that now got what they waited for.
    mutating func release(_ byteCount: Int, of account: Account) -> [Account] {
        let left = self.byteCount(heldBy: account) - byteCount
        precondition(left >= 0, "more bytes came back than were given")
        held[account] = left > 0 ? left : nil
        usedByteCount -= byteCount
        return serve()
    }

    /// Withdraws what an account waits for, if anything.
    ///
    /// - Returns: the accounts that now got what they waited for.
    mutating func withdraw(_ account: Account) -> [Account] {
        waiting.removeAll { $0.account == account }
        return serve()
    }

    private mutating func serve() -> [Account] {
        var served: [Account] = []
        var left: [Request] = []
        for (index, request) in waiting.enumerated() {
            let othersWait = !left.isEmpty || index + 1 < waiting.count
            if canGive(request, othersWait: othersWait) {
                give(request)
                served.append(request.account)
            } else {
                left.append(request)
            }
        }
        waiting = left
        return served
    }

    private func canGive(_ request: Request, othersWait: Bool) -> Bool {
        let holding = byteCount(heldBy: request.account)
        if holding == 0 { return true }
        guard usedByteCount + request.byteCount <= capacity else { return false }
        return !othersWait || holding + request.byteCount <= capacity / held.count
    }

    private mutating func give(_ request: Request) {
        held[request.account, default: 0] += request.byteCount
        usedByteCount += request.byteCount
    }
}
