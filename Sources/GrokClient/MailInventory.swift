import Mail
package import Mailboxes

/// What would be learnt from some mail, and why not from the rest: for the mail's owner alone.
package struct MailInventory: Sendable {
    let summary: MailSummary
    let census: MailCensus.Report
    /// Messages to train on.
    package let training: Int
    /// Messages to measure with.
    package let heldOut: Int

    /// Reads the mail as training does.
    ///
    /// - Throws: what the mail reader throws.
    package init(_ mail: MailPaths, heldOutPercent: Int, progress: (MailProgress) -> Void = { _ in }) throws {
        let holdOut = HoldOut(percent: heldOutPercent)
        var census = MailCensus()
        var isHeldOut: [Bool] = []
        summary = try MailReader().read(mail, progress: progress) { message in
            if case .example = census.count(message) { isHeldOut.append(holdOut.contains(message.digest)) }
        }
        let contradicted = census.contradicted
        let counted = isHeldOut.enumerated().filter { !contradicted.contains($0.offset) }.map(\.element)
        let isEnough = counted.count >= HoldOut.smallestCount
        heldOut = isEnough ? counted.count(where: \.self) : 0
        training = counted.count - heldOut
        self.census = census.report
    }

    /// Why there is nothing to learn from; nil when there is something.
    package var objection: String? {
        if training > 0 { return nil }
        if summary.messages == 0 { return "there is no mail here\(skips); \(Self.readable)" }
        if census.unlabelled == 0 {
            return "nothing is left to learn from: copies of each message contradict each other"
        }
        return "no message has a label; \(Self.howToLabel)"
    }

    /// What lay there instead.
    private var skips: String {
        guard !summary.skipped.isEmpty else { return "" }
        let reasons = summary.skipped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key.rawValue)" }
        return " (skipped \(reasons.joined(separator: ", ")))"
    }

    /// What a person can name.
    static let readable = "name an mbox, a Maildir, messages, or a folder or archive of these"
    /// What a person can do about mail that has no label.
    static let howToLabel = "say what is what with --spam PATH and --ham PATH"

    /// What the owner should know before training.
    var remarks: [String] {
        var remarks: [String] = []
        let (ham, spam) = (census.count(.ham), census.count(.spam))
        if ham + spam > 0, ham == 0 || spam == 0 {
            let (present, missing) = ham > 0 ? ("ham", "spam") : ("spam", "ham")
            remarks.append(
                "there is only \(present): without \(missing) nothing is learnt; name some with --\(missing) PATH")
        }
        if 0 < training, training < HoldOut.smallestCount, heldOut == 0 {
            remarks.append(
                "of fewer than \(HoldOut.smallestCount) messages none is held out: nothing will be measured here")
        }
        if let ham = census.dates[.ham]?.usual, let spam = census.dates[.spam]?.usual, !ham.overlaps(spam) {
            remarks.append(
                "ham and spam are from different times: what goes with the time, like a year, may pass for what "
                    + "tells them apart")
        }
        return remarks
    }
}
