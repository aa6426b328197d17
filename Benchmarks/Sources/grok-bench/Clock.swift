import Foundation

/// The time that something took.
struct Elapsed: Codable, Sendable {
    /// Of the process, on all its threads together, in seconds: what the work takes of a core, whatever else runs there.
    var processor: Double
    /// On the wall, in seconds.
    var wall: Double

    /// Runs work once.
    static func of(_ work: () throws -> Void) rethrows -> Elapsed {
        let start = now()
        try work()
        let end = now()
        return Elapsed(processor: end.processor - start.processor, wall: end.wall - start.wall)
    }

    private static func now() -> Elapsed {
        Elapsed(processor: seconds(CLOCK_PROCESS_CPUTIME_ID), wall: seconds(CLOCK_MONOTONIC))
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

extension Work {
    /// Shorter steps are run again until this many seconds are filled.
    private static let visit = 0.05
    private static let mostRuns = 25

    /// Runs the step for a while after a run that warms the caches, where it is short, and reports the median run,
    /// scaled.
    ///
    /// `peers/peer.py` does the same.
    func measure() throws -> Elapsed {
        var runs: [Elapsed] = []
        var total = 0.0
        repeat {
            try prepare()
            let elapsed = try Elapsed.of(run)
            runs.append(elapsed)
            total += elapsed.wall
        } while total < Self.visit && runs.count < Self.mostRuns
        // The first one warmed the caches for the others.
        if runs.count > 1 { runs.removeFirst() }
        return Elapsed(
            processor: runs.map(\.processor).median * scale, wall: runs.map(\.wall).median * scale)
    }
}

extension [Double] {
    /// The value in the middle; the mean of both in an even number.
    ///
    /// - Precondition: there is one.
    var median: Double { quantile(0.5) }

    /// The value below which this share lies, interpolated.
    func quantile(_ share: Double) -> Double {
        let ordered = sorted()
        let place = share * Double(count - 1)
        let (below, above) = (Int(place), Swift.min(Int(place) + 1, count - 1))
        return ordered[below] + (ordered[above] - ordered[below]) * (place - Double(below))
    }
}
