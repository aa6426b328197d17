import Foundation

/// One of the book's systems, ready to run.
public struct Experiment: Sendable {
    /// What it is called on the command line.
    public let name: String
    /// The chapters it belongs to.
    public let chapters: String
    /// What it shows, in a line.
    public let summary: String
    /// Runs it. Throws when the data cannot be read, or `CancellationError`.
    public let run: @Sendable (ExperimentOptions) throws -> ExperimentResult

    /// All of them, in the order of the book.
    public static let all = [forward, descent, streetlight, digits, sentiment, stories, shakespeare, contrastive, leak]
}

/// How to run an experiment.
public struct ExperimentOptions: Sendable {
    /// Decides everything random: the same seed gives the same figures.
    public var seed: UInt64
    /// The file or folder with the data; without, a small built-in or generated set is used.
    public var data: String?
    /// Called with a line for people, now and then.
    public var progress: @Sendable (String) -> Void
    /// Asked often; true ends the experiment.
    public var isCancelled: @Sendable () -> Bool

    /// Options with these values.
    public init(
        seed: UInt64 = 0, data: String? = nil, progress: @escaping @Sendable (String) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.seed = seed
        self.data = data
        self.progress = progress
        self.isCancelled = isCancelled
    }

    func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }
}

/// What came out.
public struct ExperimentResult: Sendable {
    /// One number worth quoting.
    public struct Figure: Sendable, Encodable {
        /// What was measured.
        public let name: String
        /// How much it is.
        public let value: Double
    }

    /// The figures, in order.
    public private(set) var figures: [Figure] = []
    /// Lines of text worth reading: nearest words, generated verse.
    public var text: [String] = []
    /// Pictures, as SVG.
    public var plots: [Plot] = []

    mutating func add(_ name: String, _ value: Double) {
        figures.append(Figure(name: name, value: value))
    }

    /// The figure of a name.
    public subscript(name: String) -> Double? {
        figures.first { $0.name == name }?.value
    }

    /// All figures in one line.
    public var line: String {
        figures.map { "\($0.name) \($0.value.brief)" }.joined(separator: " · ")
    }
}

extension Double {
    /// For people: four digits after the point, or what is left of a number that this would round to nothing.
    fileprivate var brief: String {
        magnitude > 0 && magnitude < 0.001 ? String(format: "%.2e", self) : "\(rounded(to: 4))"
    }

    /// For people: so many digits after the point.
    func rounded(to digits: Int) -> Double {
        let scale = (0..<digits).reduce(1.0) { factor, _ in factor * 10 }
        return (self * scale).rounded() / scale
    }
}
