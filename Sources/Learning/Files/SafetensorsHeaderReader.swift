/// Reads the JSON (RFC 8259) of a safetensors header and nothing else: one object of tensors, one level deep, so
/// that no hostile header can nest, repeat a key or smuggle in a member unnoticed.
struct SafetensorsHeaderReader {
    struct Tensor {
        var name: String
        var shape: [Int]
        var begin: Int
        var end: Int
    }

    struct Header {
        var metadata: [String: String] = [:]
        var tensors: [Tensor] = []
    }

    private static let maximumRank = 16

    private var scanner: JSONScanner
    private let maximumTensors: Int

    init(bytes: [UInt8], range: Range<Int>, maximumTensors: Int) {
        scanner = JSONScanner(bytes: bytes, range: range)
        self.maximumTensors = maximumTensors
    }

    mutating func read() throws -> Header {
        var header = Header()
        var names: Set<String> = []
        try scanner.object { scanner, name in
            guard names.insert(name).inserted else { throw LearningError.duplicateName(name) }
            if name == SafetensorsFile.metadataKey {
                header.metadata = try Self.metadata(&scanner)
            } else {
                guard header.tensors.count < maximumTensors else {
                    throw LearningError.tooManyTensors(limit: maximumTensors)
                }
                header.tensors.append(try Self.tensor(name, &scanner))
            }
        }
        try scanner.finish()
        return header
    }

    private static func metadata(_ scanner: inout JSONScanner) throws -> [String: String] {
        var metadata: [String: String] = [:]
        try scanner.object { scanner, key in
            let value = try scanner.string()
            guard metadata.updateValue(value, forKey: key) == nil else { throw LearningError.duplicateName(key) }
        }
        return metadata
    }

    private static func tensor(_ name: String, _ scanner: inout JSONScanner) throws -> Tensor {
        var type: String?
        var shape: [Int]?
        var offsets: [Int]?
        try scanner.object { scanner, key in
            switch key {
            case "dtype" where type == nil: type = try scanner.string()
            case "shape" where shape == nil: shape = try scanner.integers(atMost: maximumRank)
            case "data_offsets" where offsets == nil: offsets = try scanner.integers(atMost: 2)
            default: throw scanner.expected("dtype, shape and data_offsets, once each, in “\(name)”")
            }
        }
        guard let type, let shape, let offsets, offsets.count == 2 else {
            throw scanner.expected("dtype, shape and two data_offsets in “\(name)”")
        }
        guard type == "F32" else { throw LearningError.unsupportedType(name: name, type: type) }
        return Tensor(name: name, shape: shape, begin: offsets[0], end: offsets[1])
    }
}
