/// What a client is doing, for a person to see.
package enum ClientProgress: Sendable, Equatable {
    case decrypting(round: Int)
    case encrypting(round: Int)
    /// The tables that make encrypting cheap are there.
    case readyToEncrypt(tableByteCount: Int, elapsed: Duration)
    case training(round: Int, fraction: Double)
    case uploading(fraction: Double)
}
