/// What can be wrong with data that a model is made from.
public enum LearningError: Error, Equatable {
    /// A tensor's bytes leave a hole, overlap another's or do not fit its shape.
    case dataOffsets(name: String, begin: Int, end: Int)
    /// Two tensors bear one name, or one bears a reserved name.
    case duplicateName(String)
    /// The header breaks its grammar at this byte of the file.
    case headerSyntax(offset: Int, expected: String)
    /// The header is longer than the reader allows.
    case headerTooLong(bytes: UInt64, limit: Int)
    /// A size is negative, or the sizes overflow.
    case invalidShape(name: String, shape: [Int])
    /// A parameter is infinite or not a number.
    case notFinite(name: String, index: Int)
    /// The file does not hold a model of this kind.
    case notThisModel(reason: String)
    /// More tensors than the reader allows.
    case tooManyTensors(limit: Int)
    /// The file ends before what it announces.
    case truncated(bytes: Int, expected: UInt64)
    /// Bytes after the last tensor.
    case trailingBytes(count: Int)
    /// The model learnt from features that this version does not know how to make.
    case unknownFeatures(String)
    /// A tensor of another element type than F32.
    case unsupportedType(name: String, type: String)
    /// A tensor, or without a name the whole vector, has another length.
    case wrongParameterCount(name: String?, expected: Int, found: Int)
    /// Another number of tensors.
    case wrongTensorCount(expected: Int, found: Int)
}

extension LearningError: CustomStringConvertible {
    /// One line: what is wrong, where, and what to do about it.
    public var description: String {
        switch self {
        case .dataOffsets(let name, let begin, let end):
            "tensor “\(name)”: bytes \(begin)..<\(end) do not fit its shape or its place; export the model again"
        case .duplicateName(let name):
            "tensor name “\(name)” is used twice or reserved; give each tensor its own name"
        case .headerSyntax(let offset, let expected):
            "safetensors header: expected \(expected) at byte \(offset); the file is damaged or of another format"
        case .headerTooLong(let bytes, let limit):
            "safetensors header of \(bytes) bytes, \(limit) allowed; the file is damaged or of another format"
        case .invalidShape(let name, let shape):
            "tensor “\(name)”: impossible shape \(shape); export the model again"
        case .notFinite(let name, let index):
            "tensor “\(name)”: element \(index) is not a finite number; the training diverged or the file is damaged"
        case .notThisModel(let reason):
            "not a spam model: \(reason); give a file that this program exported"
        case .tooManyTensors(let limit):
            "safetensors header: more than \(limit) tensors; the file is not a model of this program"
        case .truncated(let bytes, let expected):
            "safetensors file of \(bytes) bytes announces \(expected); it is truncated or of another format"
        case .trailingBytes(let count):
            "safetensors file: \(count) bytes after the last tensor; the file is damaged"
        case .unknownFeatures(let name):
            "the features \(name) are not known to this version; a newer one of this program made the model"
        case .unsupportedType(let name, let type):
            "tensor “\(name)”: elements of type \(type); only F32 is read"
        case .wrongParameterCount(let name, let expected, let found):
            "\(name.map { "tensor “\($0)”" } ?? "parameter vector"): \(found) numbers, \(expected) expected"
        case .wrongTensorCount(let expected, let found):
            "\(found) tensors, \(expected) expected"
        }
    }
}
