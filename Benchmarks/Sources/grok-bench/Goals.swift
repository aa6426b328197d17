extension Goal {
    /// What is promised of the single key.
    static let all = [
        Goal(
            title: "encrypt a contribution, cold", entrant: "single-3072", quantity: .time(.encrypt),
            bound: .atMost(0.6, of: "tenseal", .time(.encrypt))),
        Goal(
            title: "bytes of a contribution", entrant: "single-3072", quantity: .bytes(.contribution),
            bound: .atMost(0.09, of: "tenseal", .bytes(.contribution))),
        Goal(
            title: "fold a contribution into the sum", entrant: "single-3072", quantity: .time(.add),
            bound: .atMost(1, of: "tenseal", .time(.add))),
        // Intel's IPCL took 596 µs an encryption where GMP's rⁿ took 6518.
        Goal(
            title: "encrypt with 2048 bits, against Intel IPCL's share of GMP", entrant: "single-2048",
            quantity: .time(.encrypt),
            bound: .atLeast(8, timesFasterThan: "gmp-2048", .time(.encrypt), factor: 0.091)),
        Goal(
            title: "CRT decryption", entrant: "single-3072", quantity: .time(.share),
            bound: .atLeast(5, timesFasterThan: "phe-3072", .time(.share))),
    ]
}
