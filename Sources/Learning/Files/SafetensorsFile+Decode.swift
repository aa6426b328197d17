extension SafetensorsFile {
    /// What a reader accepts at most, so that a hostile file costs no more than its own size.
    public struct Limits: Sendable {
        /// The longest header, in bytes.
        public var headerBytes: Int
        /// The most tensors.
        public var tensors: Int

        /// Limits with room for every model of this program.
        public init(headerBytes: Int = 1 << 20, tensors: Int = 4096) {
            self.headerBytes = headerBytes
            self.tensors = tensors
        }
    }

    /// Reads a file's bytes. Tensors come in the order of their data, whatever the header's.
    ///
    /// - Throws: `LearningError`, naming the byte or the tensor, when the file is damaged, exceeds `limits`, leaves
    ///   holes between tensors or holds other elements than F32.
    public init(decoding bytes: [UInt8], limits: Limits = Limits()) throws {
        let dataStart = try Self.dataStart(bytes, limits: limits)
        var reader = SafetensorsHeaderReader(bytes: bytes, range: 8..<dataStart, maximumTensors: limits.tensors)
        let header = try reader.read()
        let tensors = header.tensors.enumerated().sorted {
            ($0.element.begin, $0.element.end, $0.offset) < ($1.element.begin, $1.element.end, $1.offset)
        }.map(\.element)
        let layout = try ParameterLayout(tensors.map { .init($0.name, $0.shape) })
        try Self.checkCoverage(tensors, layout: layout, byteCount: bytes.count - dataStart)
        let values = bytes.withUnsafeBytes { raw in
            (0..<layout.count).map { index in
                let bits = raw.loadUnaligned(fromByteOffset: dataStart + 4 * index, as: UInt32.self)
                return Float(bitPattern: UInt32(littleEndian: bits))
            }
        }
        try self.init(metadata: header.metadata, layout: layout, values: values)
    }

    private static func dataStart(_ bytes: [UInt8], limits: Limits) throws -> Int {
        guard bytes.count >= 8 else { throw LearningError.truncated(bytes: bytes.count, expected: 8) }
        let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length <= limits.headerBytes else {
            throw LearningError.headerTooLong(bytes: length, limit: limits.headerBytes)
        }
        guard 8 + Int(length) <= bytes.count else {
            throw LearningError.truncated(bytes: bytes.count, expected: 8 + length)
        }
        return 8 + Int(length)
    }

    /// Tensors in the order of their data must follow one another without a hole to the end of the file.
    private static func checkCoverage(
        _ tensors: [SafetensorsHeaderReader.Tensor], layout: ParameterLayout, byteCount: Int
    ) throws {
        var position = 0
        for (tensor, entry) in zip(tensors, layout.entries) {
            let (size, overflow) = entry.count.multipliedReportingOverflow(by: 4)
            guard tensor.begin == position, tensor.end >= position, !overflow, tensor.end - position == size else {
                throw LearningError.dataOffsets(name: tensor.name, begin: tensor.begin, end: tensor.end)
            }
            guard tensor.end <= byteCount else {
                throw LearningError.truncated(bytes: byteCount, expected: UInt64(tensor.end))
            }
            position = tensor.end
        }
        guard position == byteCount else { throw LearningError.trailingBytes(count: byteCount - position) }
    }
}
