import CommandSupport
import Mail
import Mailboxes

extension MailInventory {
    /// The inventory for a person.
    package var text: String {
        var blocks = ["\(Quantity.count(summary.messages, "message")) in \(Quantity.count(summary.files, "file"))"]
        if !census.sources.isEmpty { blocks += [labels, dates].filter { !$0.isEmpty } }
        blocks.append("training on \(training), measuring on \(heldOut)")
        if !leftOut.isEmpty { blocks.append("left out:\n" + leftOut.map { "  " + $0 }.joined(separator: "\n")) }
        if !readInPart.isEmpty {
            blocks.append("read in part:\n" + readInPart.map { "  " + $0 }.joined(separator: "\n"))
        }
        return (blocks + remarks.map { "note: " + $0 }).joined(separator: "\n\n")
    }

    private var labels: String {
        var table = TextTable(["label from", "ham", "spam"])
        for (source, labels) in census.sources.sorted(by: { $0.key < $1.key }) {
            table.append([source.rawValue, "\(labels[.ham, default: 0])", "\(labels[.spam, default: 0])"])
        }
        if census.sources.count > 1 {
            table.append(["together", "\(census.count(.ham))", "\(census.count(.spam))"])
        }
        return table.description
    }

    private var dates: String {
        var table = TextTable(["sent", "first", "last", "nine of ten from", "to"])
        for (label, range) in census.dates.sorted(by: { $0.key < $1.key }) {
            table.append([label.rawValue, range.first, range.last, range.usual.lowerBound, range.usual.upperBound])
        }
        let undated = census.undated > 0 ? "\n\(census.undated) without a date" : ""
        return census.dates.isEmpty ? "" : table.description + undated
    }

    private var leftOut: [String] {
        let counts = [
            (census.unlabelled, "without a label"),
            (census.duplicates, census.duplicates == 1 ? "copy of another message" : "copies of other messages"),
            (census.contradictions, "whose copies are labelled differently by the same source"),
        ]
        let skipped = summary.skipped.sorted { $0.key < $1.key }.map { reason, count in
            "\(count) \(reason.rawValue)"
                + (summary.firstSkipped[reason].map { " (first: \(PlainText.oneLine($0)))" } ?? "")
        }
        return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" } + skipped
    }

    private var readInPart: [String] {
        let counts = [
            (summary.closed, "encrypted, or in a winmail.dat alone: only the subject counts"),
            (summary.unknownCharsets, "with a part in an unknown charset, which was guessed"),
            (summary.textsCut, "very long or deeply nested: only the beginning counts"),
        ]
        return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    }
}
