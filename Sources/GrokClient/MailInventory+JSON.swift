import Mail
import Mailboxes

extension MailInventory: Encodable {
    private enum Key: String, CodingKey {
        case contradictions, cut, dates, duplicates, encrypted, files, ham, heldOut, messages, remarks, skipped, sources
        case spam, training, undated, unknownCharsets, unlabelled
    }

    private struct Dates: Encodable {
        let first: String
        let last: String
        let usualFirst: String
        let usualLast: String
    }

    private struct Skipped: Encodable {
        let reason: String
        let count: Int
        let first: String?
    }

    /// One object; sources and labels by name, days as `1999-12-10`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(summary.files, forKey: .files)
        try container.encode(summary.messages, forKey: .messages)
        try container.encode(census.count(.ham), forKey: .ham)
        try container.encode(census.count(.spam), forKey: .spam)
        try container.encode(sources, forKey: .sources)
        try container.encode(dates, forKey: .dates)
        try container.encode(census.undated, forKey: .undated)
        try container.encode(training, forKey: .training)
        try container.encode(heldOut, forKey: .heldOut)
        try container.encode(census.unlabelled, forKey: .unlabelled)
        try container.encode(census.duplicates, forKey: .duplicates)
        try container.encode(census.contradictions, forKey: .contradictions)
        try container.encode(skipped, forKey: .skipped)
        try container.encode(summary.closed, forKey: .encrypted)
        try container.encode(summary.unknownCharsets, forKey: .unknownCharsets)
        try container.encode(summary.textsCut, forKey: .cut)
        try container.encode(remarks, forKey: .remarks)
    }

    private var sources: [String: [String: Int]] {
        Dictionary(
            uniqueKeysWithValues: census.sources.map { source, labels in
                (source.rawValue, Dictionary(uniqueKeysWithValues: labels.map { ($0.key.rawValue, $0.value) }))
            })
    }

    private var dates: [String: Dates] {
        Dictionary(
            uniqueKeysWithValues: census.dates.map { label, range in
                let (from, to) = (range.usual.lowerBound, range.usual.upperBound)
                return (label.rawValue, Dates(first: range.first, last: range.last, usualFirst: from, usualLast: to))
            })
    }

    private var skipped: [Skipped] {
        summary.skipped.sorted { $0.key < $1.key }.map { reason, count in
            Skipped(reason: reason.rawValue, count: count, first: summary.firstSkipped[reason])
        }
    }
}
