/// Something that is timed, ours beside a competitor's.
struct Workload {
    /// What it is called in the table.
    let name: String
    /// What the competitor knows it by, in several ways where its users have several: the fastest counts.
    let peerNames: [String]
    /// Which competitor.
    let rival: Rival
    /// How many times faster than the competitor it is meant to be.
    let goal: Double
    /// Gets ready; the function that it returns is timed.
    let prepare: () -> () -> Void

    enum Rival: String, CaseIterable {
        case pytorch
        case book
    }
}
