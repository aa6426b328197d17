import Paillier
import Testing

extension ThresholdScene {
    /// Why something is refused, if it is; whoever reads it sees one line, and no secret.
    func refusal(_ check: () throws -> Void) -> PaillierError? {
        do {
            try check()
            return nil
        } catch {
            Self.expectCleanLine("\(error)")
            let known = error as? PaillierError
            #expect(known != nil, "\(error)")
            return known
        }
    }

    /// One line, without shares, proofs or any other number that is longer than a count.
    static func expectCleanLine(_ text: String) {
        #expect(!text.contains("\n"))
        #expect(text.split { !$0.isHexDigit }.allSatisfy { $0.count <= 20 }, "\(text)")
    }
}
