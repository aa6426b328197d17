/// Letters as HTML mail.
enum HTMLWriter {
    /// A page. A disguised one breaks its words with comments and tags, as spam does to get past filters.
    static func page(_ letter: Letter, disguised isDisguised: Bool) -> String {
        let paragraphs = letter.paragraphs.map { paragraph in
            let text = escaped(paragraph).split(separator: " ").map { word in
                isLink(word) ? "<a href=\"\(word)\">\(word)</a>" : isDisguised ? disguised(word) : String(word)
            }
            return "<p>" + text.joined(separator: " ") + "</p>"
        }
        let quote = letter.quoted.map(escaped).joined(separator: "<br>\n")
        return """
            <html><head><title>\(escaped(letter.subject))</title>
            <style>p { font-family: sans-serif; color: #333 }</style></head>
            <body>
            \(paragraphs.joined(separator: "\n"))
            \(quote.isEmpty ? "" : "<blockquote>" + quote + "</blockquote>")
            </body></html>
            """
    }

    private static func isLink(_ word: Substring) -> Bool {
        word.hasPrefix("http")
    }

    private static func disguised(_ word: Substring) -> String {
        guard word.count > 5, !word.contains("&") else { return String(word) }
        let middle = word.index(word.startIndex, offsetBy: word.count / 2)
        return word[..<middle] + "<!-- \(word.count) --><b>" + word[middle...] + "</b>"
    }

    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\n": "<br>\n"
            default: String(character)
            }
        }.joined()
    }
}
