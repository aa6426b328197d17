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
        var text = text
        self = try text.withUTF8 { try PEMDocument(parsing: UnsafeRawBufferPointer($0)) }
    }

    /// Reads a text from memory; nothing of it is copied but the blocks' bytes, into memory that is wiped.
    ///
    /// - Throws: `PrimitivesError.pemInvalid`.
    public init(parsing text: UnsafeRawBufferPointer) throws {
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
    private final class Open {
        let label: String
        var bytes = SecretBytes(capacity: 1 << 10)
        /// A line shorter than the others is the last.
        var isFull = false

        init(label: String) { self.label = label }
    }

    private static let dashes = "-----"

    private static func lines(of text: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
        let text = text.last == UInt8(ascii: "\n") ? text.dropLast() : text[...]
        return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            UnsafeRawBufferPointer(rebasing: line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
    }

    private static func read(
        _ line: UnsafeRawBufferPointer, _ number: Int, after open: Open?, _ finish: (PEMBlock) -> Void
    ) throws -> Open? {
        guard let open else { return try begin(line, number) }
        if line.elementsEqual("-----END \(open.label)-----".utf8) {
            finish(PEMBlock(label: open.label, content: open.bytes.copy()))
            return nil
        }
        try add(line, number, to: open)
        return open
    }

    private static func begin(_ line: UnsafeRawBufferPointer, _ number: Int) throws -> Open? {
        guard line.starts(with: dashes.utf8) else { return nil }
        let text = String(decoding: line, as: UTF8.self)
        let label = text.dropFirst("-----BEGIN ".count).dropLast(dashes.count)
        guard text == "-----BEGIN \(label)-----", PEMBlock.isLabel(label) else {
            throw PrimitivesError.pemInvalid(line: number, reason: "neither the beginning of a block nor a remark")
        }
        return Open(label: String(label))
    }

    private static func add(_ line: UnsafeRawBufferPointer, _ number: Int, to block: Open) throws {
        func refuse(_ reason: String) -> PrimitivesError { .pemInvalid(line: number, reason: reason) }
        if line.starts(with: dashes.utf8) {
            throw refuse("-----END \(block.label)----- is missing before it")
        }
        guard !block.isFull else {
            throw refuse("a short line is the last of its block, but more follows")
        }
        guard (1...Base64.lineLength).contains(line.count), Base64.decode(line, into: &block.bytes) else {
            throw refuse("not a line of base 64")
        }
        block.isFull = line.count < Base64.lineLength || line.last == UInt8(ascii: "=")
    }
}
