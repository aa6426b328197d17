/// An implementation that can be timed at some steps of a round.
///
/// Making one does everything that its steps start from, and computes one whole sum and compares it with the sum of the
/// plaintexts: what computes something else is not timed.
///
/// A new one is a file with a conformance, and a line in `Entrant.all`.
protocol Contender {
    /// Its work at each step that it has.
    var steps: [Step: Work] { get }
    /// The bytes that it makes.
    var sizes: [Size: Int] { get }
}

/// One step of a contender.
struct Work {
    /// By how much a run's time is multiplied: the ciphertexts of a contribution over those of a run.
    var scale = 1.0
    /// What has to be there before a run, and is not timed.
    var prepare: () throws -> Void = {}
    /// The work itself.
    let run: () throws -> Void
}

/// Why a contender is not timed.
struct WrongSum: Error, CustomStringConvertible {
    let description: String

    /// - Throws: itself unless `isRight`.
    static func unless(_ isRight: Bool, _ contender: String) throws {
        guard isRight else { throw WrongSum(description: "\(contender) does not compute the sum") }
    }
}
