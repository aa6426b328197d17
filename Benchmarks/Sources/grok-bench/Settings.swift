/// How a comparison is run.
struct Settings {
    /// How often everybody runs a step, in turns.
    let repetitions: Int
    /// How often a key is made, which may take minutes.
    let keys: Int
    /// The interpreter of the peers.
    let python: String
    /// Where the peers' scripts are.
    let peers: String
    /// Whether contenders may write to standard error.
    let isVerbose: Bool

    /// How often a step is run.
    func repetitions(of step: Step) -> Int {
        switch step {
        case .generateKey: min(keys, repetitions)
        default: repetitions
        }
    }
}
