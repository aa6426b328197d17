import Mail

/// The names of participants as files of a split or of sample mail.
package enum ParticipantNames {
    /// - Throws: `MailError.participantName` for one that can't be a file's name, is there twice, or is `test`.
    package static func check(_ names: [String]) throws {
        guard !names.isEmpty else { throw MailError.participantName("", reason: "name one participant or more") }
        for (index, name) in names.enumerated() {
            if let reason = problem(name, earlier: names[..<index]) {
                throw MailError.participantName(name, reason: reason)
            }
        }
    }

    private static func problem(_ name: String, earlier: ArraySlice<String>) -> String? {
        let isPlain = name.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == 0x5F }
        if name.isEmpty || !isPlain || name.hasPrefix("-") { return "use letters, digits, - and _" }
        if name.lowercased() == MailSplitter.testName { return "that is the name of the test set; choose another" }
        if earlier.contains(where: { $0.lowercased() == name.lowercased() }) { return "named twice" }
        return nil
    }
}
