import Foundation

/// What a comparison measured, as it is written beside the table.
struct Results: Codable {
    struct Column: Codable {
        let name: String
        let title: String
        let sizes: [String: Int]
        /// For each step every repetition's time, scaled to a contribution.
        var times: [String: [Elapsed]] = [:]

        init(name: String, greeting: Greeting) {
            self.name = name
            title = greeting.title
            sizes = greeting.sizes
        }
    }

    let date: Date
    let machine: Machine
    let parameterCount: Int
    let participants: Int
    let repetitions: Int
    let columns: [Column]
    /// Who is missing, and why.
    let leftOut: [String: String]
    var goals: [Goal.Outcome] = []

    init(columns: [Column], leftOut: [String: String], repetitions: Int) {
        date = Date()
        machine = Machine()
        parameterCount = Workload.parameterCount
        participants = Workload.participants
        self.repetitions = repetitions
        self.columns = columns
        self.leftOut = leftOut
    }

    /// What was measured of something, one number a repetition, in seconds of the processor or in bytes; nil where it
    /// was not.
    func samples(_ quantity: Quantity, of name: String) -> [Double]? {
        guard let column = columns.first(where: { $0.name == name }) else { return nil }
        switch quantity {
        case .time(let step): return column.times[step.rawValue]?.map(\.processor)
        case .bytes(let size): return column.sizes[size.rawValue].map { [Double($0)] }
        }
    }

    /// One number over another's counterpart in the same repetition, for all of them.
    func ratios(_ quantity: Quantity, of name: String, to reference: String) -> [Double]? {
        guard let ours = samples(quantity, of: name), let theirs = samples(quantity.counterpart, of: reference)
        else { return nil }
        return zip(ours, theirs).map { $0 / $1 }
    }

    /// JSON, for programs and for later.
    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(self)
    }
}

/// Something that is measured: a row of the table.
enum Quantity {
    case time(Step)
    case bytes(Size)

    static let all = Step.allCases.map(Quantity.time) + Size.allCases.map(Quantity.bytes)

    var title: String {
        switch self {
        case .time(let step): step.title
        case .bytes(let size): size.title
        }
    }

    /// What it replaces where somebody does not have it.
    var counterpart: Quantity {
        if case .time(.encryptReady) = self { .time(.encrypt) } else { self }
    }

    /// A number of it for people.
    func text(_ value: Double) -> String {
        switch self {
        case .time: value < 10 ? "\(Figure.text(value * 1000)) ms" : "\(Figure.text(value)) s"
        case .bytes: value < 10_000_000 ? "\(Figure.text(value / 1000)) kB" : "\(Figure.text(value / 1_000_000)) MB"
        }
    }
}

/// Numbers with about three digits.
enum Figure {
    static func text(_ value: Double) -> String {
        let digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
        return String(format: "%.\(digits)f", value)
    }
}
