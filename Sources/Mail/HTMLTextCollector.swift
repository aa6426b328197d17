import CXML

/// Gathers the text of a page from a parser's events.
final class HTMLTextCollector {
    private let maximumDepth: Int
    private var bytes: [UInt8] = []
    private var depth = 0
    private var hiddenDepth = 0
    /// What separates the next text from the last: nothing, a space or a line feed.
    private var gap: UInt8?
    var parser: htmlParserCtxtPtr?

    init(maximumDepth: Int) {
        self.maximumDepth = maximumDepth
    }

    /// The collector behind the pointer that a parser hands to its events.
    static func at(_ pointer: UnsafeMutableRawPointer?) -> HTMLTextCollector? {
        pointer.map { Unmanaged<HTMLTextCollector>.fromOpaque($0).takeUnretainedValue() }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func start(_ name: UnsafePointer<xmlChar>?, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        let name = Self.string(name)
        depth += 1
        if depth > maximumDepth, let parser { xmlStopParser(parser) }
        if Self.hidden.contains(name) { hiddenDepth += 1 }
        separate(name)
        if name == "img", let alternative = Self.attribute("alt", in: attributes) {
            widenGap(.space)
            for byte in alternative.utf8 { add(byte) }
            widenGap(.space)
        }
    }

    func end(_ name: UnsafePointer<xmlChar>?) {
        let name = Self.string(name)
        depth -= 1
        if Self.hidden.contains(name) { hiddenDepth = max(0, hiddenDepth - 1) }
        separate(name)
    }

    func add(_ text: UnsafePointer<xmlChar>?, count: Int32) {
        guard hiddenDepth == 0, let text else { return }
        for byte in UnsafeBufferPointer(start: text, count: Int(count)) { add(byte) }
    }

    /// Adds a byte of UTF-8; blanks collapse, the no-break space (C2 A0) among them.
    private func add(_ byte: UInt8) {
        if byte == 0xA0, bytes.last == 0xC2 {
            bytes.removeLast()
            return widenGap(.space)
        }
        guard byte > .space else { return widenGap(.space) }
        if let gap, !bytes.isEmpty { bytes.append(gap) }
        gap = nil
        bytes.append(byte)
    }

    private func separate(_ element: String) {
        if Self.inline.contains(element) { return }
        widenGap(Self.cells.contains(element) ? .space : .lineFeed)
    }

    private func widenGap(_ separator: UInt8) {
        if gap != .lineFeed { gap = separator }
    }

    private static let hidden: Set = ["script", "style"]
    private static let cells: Set = ["button", "img", "input", "option", "select", "td", "textarea", "th"]
    /// The elements that do not end a word: `V<b>ia</b>gra` is one.
    private static let inline: Set = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins",
        "kbd", "label", "mark", "nobr", "q", "s", "samp", "script", "small", "span", "strike", "strong", "style", "sub",
        "sup", "time",
        "tt", "u", "var", "wbr",
    ]

    private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }

    /// The value of an attribute in libxml2's list of names and values.
    private static func attribute(_ name: String, in list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> String? {
        guard var pair = list else { return nil }
        while let key = pair[0] {
            if string(key) == name { return pair[1].map { String(cString: $0) } }
            pair += 2
        }
        return nil
    }
}

/// libxml2 compares each attribute of a start tag with those before it: a megabyte of them takes half a minute. No
/// real tag has a thousand blanks, so one that has is closed there.
enum HTMLAttributeGuard {
    private static let maximumBlanks = 1_000

    static func closeOverlongTags(_ html: inout [UInt8]) {
        var blanks: Int?
        for index in html.indices {
            switch html[index] {
            case UInt8(ascii: "<"): blanks = 0
            case UInt8(ascii: ">"): blanks = nil
            case 0...UInt8.space: blanks = blanks.map { $0 + 1 }
            default: continue
            }
            guard let count = blanks, count > maximumBlanks else { continue }
            html[index] = UInt8(ascii: ">")
            blanks = nil
        }
    }
}
