import Federation
import Foundation
import Primitives
package import RoundStore

/// A round as `grok-server rounds` shows it.
package struct RoundReport: Encodable {
    private let round: Int
    private let state: String
    private let contributors: [String]
    private let holders: [String]
    private let bytesIn: Int?
    private let bytesOut: Int?
    private let seconds: Seconds?
    private let serverSeconds: [String: Double]?
    private let openedAt: Moment
    private let concludedAt: Moment?
    private let base: Base
    private let model: String?
    private let reason: String?
    /// The line that a person reads.
    package let text: String

    private struct Seconds: Encodable {
        let train: Double
        let verify: Double
        let sum: Double
        let decrypt: Double
    }

    private struct Base: Encodable {
        let model: String
        let loss: Double?
        let accuracy: Double?
    }

    private enum CodingKeys: String, CodingKey {
        case round, state, contributors, holders, bytesIn, bytesOut, seconds, serverSeconds, openedAt, concludedAt
        case base, model, reason
    }

    /// The rounds in order; each line says how many were published by then.
    ///
    /// - Parameter total: how many will have been published in the end; nil when nobody knows.
    package static func reports(of slice: RoundSlice, total: Int? = nil) -> [RoundReport] {
        var published = slice.publishedBefore
        return slice.rounds.map { record in
            if record.phase == .published { published += 1 }
            return RoundReport(record, published: published, of: total)
        }
    }

    private init(_ record: RoundRecord, published: Int, of total: Int?) {
        let conclusion = record.conclusion
        round = record.announcement.round
        state = record.phase.rawValue
        contributors = record.contributors.map(\.text)
        holders = conclusion?.holders.map(\.text) ?? []
        bytesIn = conclusion?.statistics.bytesIn
        bytesOut = conclusion?.statistics.bytesOut
        seconds = (conclusion?.statistics).map {
            Seconds(train: $0.trainSeconds, verify: $0.verifySeconds, sum: $0.sumSeconds, decrypt: $0.decryptSeconds)
        }
        serverSeconds = (conclusion?.statistics).map { statistics in
            Dictionary(uniqueKeysWithValues: ServerPhase.allCases.map { ($0.rawValue, statistics[$0]) })
        }
        openedAt = Moment(record.openedAt)
        concludedAt = (conclusion?.at).map(Moment.init)
        base = Base(
            model: record.announcement.baseModel.hex, loss: conclusion?.totals?.loss,
            accuracy: conclusion?.totals?.accuracy)
        model = conclusion.map(\.model.hex)
        reason = conclusion?.reason
        text =
            conclusion.map {
                RoundLine(
                    round: record.announcement.round, published: published, rounds: total, conclusion: $0,
                    contributors: record.contributors, participants: nil
                ).text
            } ?? "round \(record.announcement.round) \(record.phase.rawValue)"
    }

    /// One line of JSON.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
