import CommandSupport
import Federation
import Foundation

extension KitSummary {
    /// One line a fact.
    package var text: String {
        let lines = facts.map { name, value in "\(name.padding(toLength: 16, withPad: " ", startingAt: 0))\(value)" }
        return (lines + ["", trust] + (problem.map { ["", $0] } ?? [])).joined(separator: "\n")
    }

    private var facts: [(name: String, value: String)] {
        [
            ("federation", federation.text), ("role", roleText), ("server", server),
            ("certificate", "\(dates(certificate)), \(certificate.fingerprint)"),
            ("authority", "\(dates(authority)), \(authority.fingerprint)"), ("manifest", manifest),
            ("scheme", schemeText), ("key holders", "\(names(holders)); \(threshold) needed to decrypt"),
            ("agreement", "\(quorum) key holders agree on a sum first; \(toleratedHolders) tolerated to cheat"),
            ("minimum", "a sum of fewer than \(minimumContributors) contributions is never decrypted"),
            ("model", "\(model.rows) rows of \(model.dimension), \(parameters) parameters, \(model.tokenizer)"),
            ("initial model", initialModel), ("codec", codecText),
            ("contribution", "\(Quantity.bytes(contributionBytes)) a round"), ("bounds", boundsText),
            ("roster", "number \(rosterNumber)"), ("  server", serverKey),
        ] + roster.map { ("  \($0.name)", $0.key + ($0.revoked ? ", revoked" : "")) }
    }

    private var roleText: String {
        guard let participant else { return "server" }
        return "participant \(participant)" + (holder.map { ", key holder \($0) of \(holders.count)" } ?? "")
    }

    private var schemeText: String {
        let key = scheme.keyBits.map { ", key of \($0) bits" } ?? ""
        return scheme.name + key + (scheme.insecure ? ", INSECURE: for tests only" : "")
    }

    private var codecText: String {
        "\(codec.valueBits) bits a value in slots of \(codec.valueSlotBits), clipped to ±\(codec.clip), "
            + "weights up to \(codec.weightCap), room for \(codec.maximumParticipants) participants"
    }

    private var boundsText: String {
        let ranges = [
            ("epochs", bounds.epochs), ("batch size", bounds.batchSize), ("learning rate", bounds.learningRate),
        ]
        return ranges.map { name, range in "\(name) \(number(range.minimum)) to \(number(range.maximum))" }
            .joined(separator: ", ")
    }

    private func number(_ value: Double) -> String { value.formatted(.number.grouping(.never).locale(Self.posix)) }

    private static let posix = Locale(identifier: "en_US_POSIX")

    private func dates(_ validity: Validity) -> String { "\(day(validity.notBefore)) to \(day(validity.notAfter))" }

    private func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }

    private func names(_ names: [PartyName]) -> String { names.map(\.text).joined(separator: ", ") }
}
