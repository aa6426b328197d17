import BigNumber
public import Paillier
public import Primitives

/// The holder's side of a scheme, from what its kit carries.
///
/// - Parameters:
///   - parameters: the federation's public parameters.
///   - values: the numbers that belong to the parameters.
///   - holder: this holder's number, from 1.
///   - secret: the block that `Dealt.withSecretBlock(of:_:)` lent when the federation was created.
/// - Throws: `PaillierSecretError.secretInvalid`, `.secretOfAnotherKey`, or `.parametersFlawed` where the key shows that
///   the public parameters are wrong.
public func makeDecryptor(
    parameters: SchemeParameters, values: [UInt8] = [], holder: Int, secret: borrowing SecretBytes
) throws -> any PartialDecryptor {
    GMPAllocators.installWiping()
    defer { GMPAllocators.wipeStack() }
    switch parameters {
    case .none(let plaintextBits):
        try SecretBlock.check(secret, is: .none, byteCount: 1)
        return NoOpDecryptor(try NoOpScheme(plaintextBits: plaintextBits))
    case .single(let key):
        return try SingleKeyDecryptor(key, secret: secret)
    case .threshold(let parameters):
        return try ThresholdDecryptor(ThresholdKey(parameters, values: values), holder: holder, secret: secret)
    }
}
