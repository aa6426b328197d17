import CommandSupport
import Foundation
import RoundStore

extension LoadReport {
    /// What a person reads.
    package var text: String {
        ([setting, connecting] + outages + costs + rounds.flatMap(Self.lines)).joined(separator: "\n")
    }

    private var setting: String {
        "\(participants) participants · \(parameters) parameters · \(keyBits)-bit key · "
            + "\(Quantity.bytes(contributionBytes)) a contribution"
    }

    private var connecting: String {
        "connected in \(Quantity.seconds(connectSeconds)), \(Self.milliseconds(connectCPU / Double(participants))) of the server each · "
            + "server's memory \(Quantity.bytes(memory.idleBytes)) alone, \(Quantity.bytes(memory.connectedBytes)) with all connected "
            + "(\(Quantity.bytes(memory.bytesPerConnection)) each), \(Quantity.bytes(memory.peakBytes)) at most"
    }

    private var outages: [String] {
        guard let outage else { return [] }
        return [
            "after \(Quantity.seconds(outage.outageSeconds)) without a server: half back in \(Quantity.seconds(outage.medianSeconds)), "
                + "all in \(Quantity.seconds(outage.lastSeconds)), at most \(outage.busiestSecond) in a second"
        ]
    }

    private var costs: [String] {
        guard let alone else { return [] }
        let steps = [("verify", alone.verify), ("commit", alone.commit), ("sum", alone.sum)].map {
            "\($0) \(Self.milliseconds($1.cpu)) (\(Self.milliseconds($1.elapsed)) on the clock)"
        }
        return [
            "each alone, of processor time: \(steps.joined(separator: " · ")) · so \(Self.rate(alone.perSecondAndCore)) a second and core"
        ]
    }

    private static func lines(_ round: Round) -> [String] {
        let phases = ServerPhase.allCases.compactMap { phase in
            round.phases[phase.rawValue].map { "\(phase.rawValue) \(Quantity.seconds($0))" }
        }
        return [
            "round: \(rate(round.perSecond)) accepted a second, \(rate(round.perSecondAndCore)) verified, stored and summed a second and core · "
                + "acknowledged after \(Quantity.seconds(round.medianAcknowledged)) (median), \(Quantity.seconds(round.lastAcknowledged)) (last) · "
                + "published \(Quantity.seconds(round.concludeSeconds)) later",
            "  the server's phases: \(phases.joined(separator: " · "))",
        ]
    }

    private static func milliseconds(_ seconds: Double) -> String { "\(String(format: "%.2f", seconds * 1000)) ms" }

    private static func rate(_ value: Double) -> String { String(format: "%.1f", value) }
}
