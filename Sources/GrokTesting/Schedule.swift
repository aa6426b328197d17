import Federation
import GrokServer
import Learning

/// What is to happen, at which moment, in an order that a seed decides among what may happen at once.
struct Schedule {
    /// Steps of one lane keep their order.
    enum Lane: Hashable {
        /// Nothing else keeps this step's order.
        case own
        case toClient(ConnectionID)
        case toServer(ConnectionID)
    }

    private struct Entry {
        let moment: Timestamp
        let lane: Lane
        let step: SimulatedFederation.Step
    }

    private var entries: [Entry] = []
    private var generator: SeededGenerator

    var isEmpty: Bool { entries.isEmpty }

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Adds a step, not before those of its lane that are there already.
    mutating func add(_ step: SimulatedFederation.Step, on lane: Lane, at moment: Timestamp) {
        let before = lane == .own ? nil : entries.last { $0.lane == lane }?.moment
        entries.append(Entry(moment: max(moment, before ?? moment), lane: lane, step: step))
    }

    /// Forgets what is under way on a lane.
    mutating func drop(_ lane: Lane) { entries.removeAll { $0.lane == lane } }

    /// One of the steps with the earliest moment, drawn at random among the heads of their lanes.
    mutating func next() -> (Timestamp, SimulatedFederation.Step)? {
        guard let heads = heads() else { return nil }
        let entry = entries.remove(at: heads.count == 1 ? heads[0] : heads[generator.integer(below: heads.count)])
        return (entry.moment, entry.step)
    }

    /// Where the earliest steps are. Plain loops: this is most of what a simulation does besides simulating.
    private func heads() -> [Int]? {
        guard var earliest = entries.first?.moment.milliseconds else { return nil }
        var heads: [Int] = []
        var index = 0
        while index < entries.count {
            let moment = entries[index].moment.milliseconds
            if moment < earliest { (earliest, heads) = (moment, []) }
            if moment == earliest, isFirst(index, after: heads) { heads.append(index) }
            index += 1
        }
        return heads
    }

    /// Whether none of the heads before is of the same lane.
    private func isFirst(_ index: Int, after heads: [Int]) -> Bool {
        guard entries[index].lane != .own else { return true }
        for head in heads where entries[head].lane == entries[index].lane { return false }
        return true
    }

    /// A uniform random number from 0 to 1.
    mutating func draw() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

    /// A uniform random integer in `0..<bound`.
    mutating func integer(below bound: Int) -> Int { generator.integer(below: bound) }
}
