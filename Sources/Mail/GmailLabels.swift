/// `X-Gmail-Labels:` of Google Takeout: the labels of a message, comma-separated as CSV, in the owner's language.
enum GmailLabels {
    /// What the labels say. Mail that is neither in the inbox nor known to be kept has no label: in a language
    /// whose word for spam is not known here, anything else would call spam ham.
    static func label(_ raw: [UInt8]) -> MailLabel? {
        let folders = fields(HeaderText(raw).text).compactMap { SpecialFolder(title: $0) }
        if folders.contains(.unwanted) { return .spam }
        if folders.contains(.neither) { return nil }
        return folders.isEmpty ? nil : .ham
    }

    /// The fields of a line of CSV (RFC 4180); a quotation mark inside an unquoted field is text.
    static func fields(_ line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"" where isQuoted || fields[fields.count - 1].trimmed.isEmpty: isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields.map(\.trimmed)
    }
}
