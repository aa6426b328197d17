import CommandSupport
package import Federation
import Primitives
package import RoundStore

/// The one line that tells a whole round.
package struct RoundLine {
    let round: Int
    let published: Int
    /// How many are wanted; nil when nobody knows.
    let rounds: Int?
    let conclusion: RoundConclusion
    let contributors: [PartyName]
    /// How many could have contributed; nil when nobody knows.
    let participants: Int?

    package init(
        round: Int, published: Int, rounds: Int?, conclusion: RoundConclusion, contributors: [PartyName],
        participants: Int?
    ) {
        self.round = round
        self.published = published
        self.rounds = rounds
        self.conclusion = conclusion
        self.contributors = contributors
        self.participants = participants
    }

    package var text: String {
        switch conclusion.phase {
        case .abandoned: "round \(round) abandoned · \(conclusion.reason ?? "")"
        case .decrypting, .training: "round \(round) \(conclusion.phase.rawValue)"
        case .evaluated: (["round \(round) evaluated"] + work + [totals]).joined(separator: " · ")
        case .published:
            (["round \(position) published"] + work + ["model \(conclusion.model.short)", "base " + totals])
                .joined(separator: " · ")
        case .void: "round \(round) void · \(conclusion.reason ?? "")"
        }
    }

    /// `3/10`, or `4 (3/10)` when rounds were abandoned on the way.
    private var position: String {
        let count = rounds.map { "\(published)/\($0)" } ?? "\(published)"
        return round == published ? count : "\(round) (\(count))"
    }

    private var work: [String] {
        let statistics = conclusion.statistics
        return [
            ([contributed] + contributors.map(\.text)).joined(separator: " "),
            "\(Quantity.bytes(statistics.bytesIn)) in", "train \(Quantity.seconds(statistics.trainSeconds))",
            "sum \(Quantity.seconds(statistics.sumSeconds))",
            "decrypt \(Quantity.seconds(statistics.decryptSeconds)) by "
                + conclusion.holders.map(\.text).joined(separator: "+"),
        ]
    }

    private var contributed: String {
        participants.map { "\(contributors.count)/\($0)" } ?? "\(contributors.count)"
    }

    private var totals: String { conclusion.totals?.figures ?? "not measured" }
}
