/// A model on disk: named F32 tensors and strings about them, in the safetensors format
/// (https://github.com/huggingface/safetensors, "Format"): 8 bytes of little-endian header length, a JSON header,
/// the tensors' bytes.
///
/// Equal contents give equal bytes: tensors stand in the layout's order, metadata is sorted by key.
public struct SafetensorsFile: Sendable, Equatable {
    static let metadataKey = "__metadata__"

    /// Free strings: how the model is to be used.
    public var metadata: [String: String]
    /// The tensors' names and shapes, in the order of `values`.
    public let layout: ParameterLayout
    /// All tensors, row-major, one after the other.
    public let values: [Float]

    /// A file of the flat vector `values` divided by `layout`.
    ///
    /// - Throws: `LearningError.wrongParameterCount` when `values` is not `layout.count` long.
    public init(metadata: [String: String] = [:], layout: ParameterLayout, values: [Float]) throws {
        guard values.count == layout.count else {
            throw LearningError.wrongParameterCount(name: nil, expected: layout.count, found: values.count)
        }
        self.metadata = metadata
        self.layout = layout
        self.values = values
    }

    /// A file of values that are known to fit their layout.
    init(unchecked layout: ParameterLayout, values: [Float], metadata: [String: String]) {
        self.metadata = metadata
        self.layout = layout
        self.values = values
    }

    /// The file's bytes.
    public func encoded() -> [UInt8] {
        let header = Array(header.utf8)
        let padding = (8 - header.count % 8) % 8  // the format wants the tensors' bytes to start at a multiple of 8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + padding + 4 * values.count)
        withUnsafeBytes(of: UInt64(header.count + padding).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: header)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: padding))
        values.map(\.bitPattern.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
        return bytes
    }

    private var header: String {
        var members: [String] = []
        if !metadata.isEmpty {
            // Sorted by UTF-8 bytes: the order of Unicode's tables may change, this one cannot.
            let sorted = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            let strings = sorted.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
            members.append("\(Self.quoted(Self.metadataKey)):{\(strings.joined(separator: ","))}")
        }
        var offset = 0
        for entry in layout.entries {
            let end = offset + 4 * entry.count
            let shape = entry.shape.map(String.init).joined(separator: ",")
            members.append(
                "\(Self.quoted(entry.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}"
            )
            offset = end
        }
        return "{\(members.joined(separator: ","))}"
    }

    /// RFC 8259 §7: only the quotation mark, the backslash and control characters must be escaped.
    private static func quoted(_ string: String) -> String {
        var result = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\0"..<" ": result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
