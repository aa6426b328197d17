/// A text of PEM blocks (RFC 7468), read strictly: a block is whole and canonical, or the text is refused with the
/// line at fault. Only between blocks may a line be something else, such as a remark.
public struct PEMDocument: Hashable, Sendable {
    /// The blocks in the order of the text.
    public var blocks: [PEMBlock]

    /// A document of these blocks.
    public init(blocks: [PEMBlock]) {
        self.blocks = blocks
    }

    /// Reads a text; its lines end in LF or CR LF.
    ///
    /// - Throws: `PrimitivesError.pemInvalid`.
    public init(parsing text: String) throws {
        blocks = []
        var open: Open?
        var number = 0
        for line in Self.lines(of: text) {
            number += 1
            open = try Self.read(line, number, after: open) { blocks.append($0) }
        }
        if let open {
            throw PrimitivesError.pemInvalid(line: number, reason: "the text ends before -----END \(open.label)-----")
        }
    }

    /// The blocks' text, one after the other.
    public var serialized: String {
        blocks.map(\.serialized).joined()
    }

    /// The first block with a label.
    public func first(labelled label: String) -> PEMBlock? {
        blocks.first { $0.label == label }
    }
}

extension PEMDocument {
    /// A block whose end has not come yet.
    private struct Open {
        let label: String
        var bytes: [UInt8] = []
        /// A line shorter than the others is the last.
        var isFull = false
    }

    /// Split by bytes: a character may be a newline and more.
    private static func lines(of text: String) -> [Substring] {
        let text = text.utf8.last == UInt8(ascii: "\n") ? text.utf8.dropLast() : text.utf8[...]
        return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
    }

    private static func read(
        _ line: Substring, _ number: Int, after open: Open?, _ finish: (PEMBlock) -> Void
    ) throws -> Open? {
        guard var block = open else {
            return try begin(line, number)
        }
        if line == "-----END \(block.label)-----" {
            finish(PEMBlock(label: block.label, bytes: block.bytes))
            return nil
        }
        try add(line, number, to: &block)
        return block
    }

    private static func begin(_ line: Substring, _ number: Int) throws -> Open? {
        guard line.hasPrefix("-----") else { return nil }
        let label = line.dropFirst("-----BEGIN ".count).dropLast("-----".count)
        guard line == "-----BEGIN \(label)-----", PEMBlock.isLabel(label) else {
            throw PrimitivesError.pemInvalid(line: number, reason: "neither the beginning of a block nor a remark")
        }
        return Open(label: String(label))
    }

    private static func add(_ line: Substring, _ number: Int, to block: inout Open) throws {
        func refuse(_ reason: String) -> PrimitivesError { .pemInvalid(line: number, reason: reason) }
        if line.hasPrefix("-----") {
            throw refuse("-----END \(block.label)----- is missing before it")
        }
        guard !block.isFull else {
            throw refuse("a short line is the last of its block, but more follows")
        }
        let length = line.utf8.count
        guard (1...Base64.lineLength).contains(length), Base64.decode(line.utf8, into: &block.bytes) else {
            throw refuse("not a line of base 64")
        }
        block.isFull = length < Base64.lineLength || line.hasSuffix("=")
    }
}
