import Primitives

/// Which copy of a holder speaks: 16 random bytes that a state directory gets when it is made.
///
/// A kit that is in use on two machines shows by two of them.
public struct InstanceID: Hashable, Sendable {
    /// The size of every id.
    public static let byteCount = 16

    /// The bytes.
    public let bytes: [UInt8]

    /// - Returns: nil unless there are 16 bytes.
    public init?(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    private init(drawn bytes: [UInt8]) { self.bytes = bytes }

    /// A new id from the system's generator.
    public static func random() -> InstanceID { InstanceID(drawn: SystemRandom.bytes(byteCount)) }
}
