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
        guard let earliest = entries.lazy.map(\.moment).min() else { return nil }
        var seen: Set<Lane> = []
        let heads = entries.indices.filter { index in
            let entry = entries[index]
            let isFirst = entry.lane == .own || seen.insert(entry.lane).inserted
            return isFirst && entry.moment == earliest
        }
        let entry = entries.remove(at: heads[generator.integer(below: heads.count)])
        return (entry.moment, entry.step)
    }

    /// A uniform random number from 0 to 1.
    mutating func draw() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

    /// A uniform random integer in `0..<bound`.
    mutating func integer(below bound: Int) -> Int { generator.integer(below: bound) }
}
