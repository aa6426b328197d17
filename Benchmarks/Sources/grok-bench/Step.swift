/// What is timed, in the order of a round; the raw value names it between processes and in the results.
enum Step: String, CaseIterable, Codable, Sendable {
    case generateKey
    case prepare
    case encode
    case encrypt
    case encryptReady
    case write
    case read
    case verifyContribution
    case verifyTogether
    case audit
    case auditMany
    case add
    case total
    case hash
    case share
    case verifyShare
    case combine
    case decode

    /// A row's heading.
    var title: String {
        switch self {
        case .generateKey: "generate a key"
        case .prepare: "prepare tables"
        case .encode: "quantise and pack"
        case .encrypt: "encrypt, cold"
        case .encryptReady: "encrypt, masks ready"
        case .write: "write a contribution"
        case .read: "read a contribution"
        case .verifyContribution: "verify its proof"
        case .verifyTogether: "verify 32 together"
        case .audit: "a holder's part of that"
        case .auditMany: "the same of 100 contributors"
        case .add: "fold it into the sum"
        case .total: "end the sum"
        case .hash: "hash its ciphertexts for the transcript"
        case .share: "a holder's shares"
        case .verifyShare: "verify their proof"
        case .combine: "combine the shares"
        case .decode: "unpack the mean"
        }
    }
}

/// What is counted, in bytes.
enum Size: String, CaseIterable, Codable, Sendable {
    case contribution
    case share
    case table

    /// A row's heading.
    var title: String {
        switch self {
        case .contribution: "bytes of a contribution"
        case .share: "bytes of a holder's shares"
        case .table: "bytes of tables"
        }
    }
}
