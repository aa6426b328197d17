package import Federation
import Foundation
import SwiftProtobuf
import WireMessages

/// The bytes of a file that proves misconduct.
package enum EvidenceFile {
    /// What such files are called.
    package static let suffix = ".evidence"

    /// Evidence as a file, with the roster by whose keys it can be checked.
    package static func encode(_ evidence: Evidence, roster: SignedBytes) -> [UInt8] {
        var file = Grok_V1_Evidence()
        file.roster = Grok_V1_SignedBytes(roster)
        switch evidence {
        case .commits(let value): file.commits = Grok_V1_CommitEvidence(value)
        case .fork(let value): file.fork = Grok_V1_ForkEvidence(value)
        }
        return WireCodec.serialized(file)
    }

    /// - Throws: ``WireError``.
    package static func decode(_ bytes: [UInt8]) throws -> (evidence: Evidence, roster: SignedBytes) {
        let file: Grok_V1_Evidence
        do { file = try Grok_V1_Evidence(serializedBytes: bytes) } catch { throw WireError.notEvidence }
        guard let proof = file.proof else { throw WireError.notEvidence }
        let evidence: Evidence =
            switch proof {
            case .commits(let value): try .commits(CommitEvidence(value))
            case .fork(let value): try .fork(ForkEvidence(value))
            }
        return try (evidence, SignedBytes(file.roster, of: "evidence"))
    }
}

extension Grok_V1_ForkEvidence {
    init(_ value: ForkEvidence) {
        self.init()
        first = Grok_V1_SignedAnnouncement(value.first)
        second = Grok_V1_SignedAnnouncement(value.second)
    }
}

extension ForkEvidence {
    init(_ value: Grok_V1_ForkEvidence) throws {
        try self.init(first: SignedAnnouncement(value.first), second: SignedAnnouncement(value.second))
    }
}
