import CXML

/// The text of HTML mail, as a reader would see it: through libxml2's forgiving parser, event by event and without a
/// tree; scripts and styles dropped, entities decoded, blanks collapsed, blocks on lines of their own.
enum HTMLText {
    /// Deeper elements are not read: libxml2 looks through all that are open at every end tag.
    private static let maximumDepth = 512

    private static let initialized: Void = xmlInitParser()

    /// The text of a page or of a fragment of one.
    static func text(of html: String) -> String {
        initialized
        // The parser ends at a NUL; a browser skips it.
        var source = html.utf8.filter { $0 != 0 }
        HTMLAttributeGuard.closeOverlongTags(&source)
        return collect(source).text
    }

    /// The charset that a page declares for itself near its start (`<meta charset=…>`, `<meta … content="…charset=…">`).
    static func declaredCharset(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased()
        guard head.contains("<meta"), let mark = head.firstRange(of: "charset=") else { return nil }
        let value = head[mark.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
        let name = value.prefix { $0.isLetter || $0.isNumber || "-_.:".contains($0) }
        // WHATWG HTML §13.2.3.2 — a declaration that could be read is not in UTF-16.
        if name.hasPrefix("utf-16") || name.hasPrefix("utf-32") { return "utf-8" }
        return name.isEmpty ? nil : String(name)
    }

    private static func collect(_ source: [UInt8]) -> HTMLTextCollector {
        let collector = HTMLTextCollector(maximumDepth: maximumDepth)
        guard let context = htmlNewParserCtxt() else { return collector }
        defer { htmlFreeParserCtxt(context) }
        connect(context, to: collector)
        source.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let page = htmlCtxtReadMemory(context, start, Int32(clamping: bytes.count), nil, "UTF-8", options)
            xmlFreeDoc(page)  // none: no event builds one
        }
        return withExtendedLifetime(collector) { collector }
    }

    /// What the page says about its encoding no longer holds: it has been decoded.
    private static let options = Int32(
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    )

    /// Points the events of a parser at a collector.
    private static func connect(_ context: htmlParserCtxtPtr, to collector: HTMLTextCollector) {
        guard let events = context.pointee.sax else { return }
        events.pointee = xmlSAXHandler()
        events.pointee.startElement = { HTMLTextCollector.at($0)?.start($1, attributes: $2) }
        events.pointee.endElement = { HTMLTextCollector.at($0)?.end($1) }
        events.pointee.characters = { HTMLTextCollector.at($0)?.add($1, count: $2) }
        events.pointee.ignorableWhitespace = { HTMLTextCollector.at($0)?.add($1, count: $2) }
        events.pointee.cdataBlock = { HTMLTextCollector.at($0)?.add($1, count: $2) }
        collector.parser = context
        context.pointee.userData = Unmanaged.passUnretained(collector).toOpaque()
    }
}
