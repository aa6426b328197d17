/// What a client is doing, for a person to see.
package enum ClientProgress: Sendable, Equatable {
    case decrypting(round: Int)
    case encrypting(round: Int)
    case training(round: Int, fraction: Double)
    case uploading(fraction: Double)
}
