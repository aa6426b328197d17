extension Goal {
    /// The product.
    private static let ours = "threshold-3072"
    /// What it is compared with.
    private static let ckks = "tenseal"

    static let all = [
        Goal(
            title: "encrypt a contribution, cold, with proof", entrant: ours, quantity: .time(.encrypt),
            bound: .atMost(0.6, of: ckks, .time(.encrypt))),
        Goal(
            title: "the same with masks ready", entrant: ours, quantity: .time(.encryptReady),
            bound: .atMost(0.1, of: ckks, .time(.encrypt))),
        Goal(
            title: "bytes of a contribution, with proof", entrant: ours, quantity: .bytes(.contribution),
            bound: .atMost(0.09, of: ckks, .bytes(.contribution))),
        Goal(
            title: "fold a contribution into the sum", entrant: ours, quantity: .time(.add),
            bound: .atMost(1, of: ckks, .time(.add))),
        Goal(
            title: "a holder's shares with proof", entrant: ours, quantity: .time(.share),
            bound: .seconds(atMost: 0.12)),
        Goal(
            title: "the same, against powers of full length", entrant: ours, quantity: .time(.share),
            bound: .atLeast(15, timesFasterThan: "jurik-3072", .time(.share))),
        Goal(
            title: "verify a contribution's proof", entrant: ours, quantity: .time(.verifyContribution),
            bound: .seconds(atMost: 0.012)),
        Goal(
            title: "a holder's audit of 100 contributors", entrant: ours, quantity: .time(.auditMany),
            bound: .seconds(atMost: 0.05)),
        Goal(
            title: "verify a share's proof", entrant: ours, quantity: .time(.verifyShare),
            bound: .seconds(atMost: 0.06)),
        // On one machine Intel's IPCL took 596 µs an encryption and GMP's rⁿ 6518.
        Goal(
            title: "single key of 2048 bits, against IPCL's share of GMP", entrant: "single-2048",
            quantity: .time(.encrypt),
            bound: .atLeast(8, timesFasterThan: "gmp-2048", .time(.encrypt), factor: 0.091)),
        Goal(
            title: "single key, CRT decryption", entrant: "single-3072", quantity: .time(.share),
            bound: .atLeast(5, timesFasterThan: "phe-3072", .time(.share))),
        Goal(
            title: "encrypt a contribution, cold, without IFMA", entrant: "threshold-3072-portable",
            quantity: .time(.encrypt), bound: .atMost(3, of: ckks, .time(.encrypt))),
    ]
}
