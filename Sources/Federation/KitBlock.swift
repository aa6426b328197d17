import Primitives

/// The blocks of a kit, in their order. Two have one label: the kit's own certificate comes before the CA's.
enum KitBlock: CaseIterable {
    case certificate
    case signingKey
    case authority
    case manifest
    case manifestSignature
    case roster
    case rosterSignature
    case keyValues
    case secretKey

    /// What stands after BEGIN.
    var label: String {
        switch self {
        case .certificate, .authority: Certificate.pemLabel
        case .signingKey: SigningKey.pemLabel
        case .manifest: "GROK MANIFEST"
        case .manifestSignature: "GROK MANIFEST SIGNATURE"
        case .roster: "GROK ROSTER"
        case .rosterSignature: "GROK ROSTER SIGNATURE"
        case .keyValues: "GROK PUBLIC KEY VALUES"
        case .secretKey: "GROK SECRET KEY"
        }
    }

    /// How an error message and the remark above the block call it.
    var name: String {
        switch self {
        case .certificate: "own certificate"
        case .signingKey: "private key"
        case .authority: "certificate of the authority"
        case .manifest: "manifest"
        case .manifestSignature: "signature of the manifest"
        case .roster: "roster"
        case .rosterSignature: "signature of the roster"
        case .keyValues: "values of the federation's public key"
        case .secretKey: "secret key of the federation"
        }
    }

    /// What an error message calls the block that is expected.
    var title: String { "\(label) (\(name))" }
}
