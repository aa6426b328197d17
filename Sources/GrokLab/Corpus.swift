import Foundation
package import GrokClient
package import Learning
import Mailboxes

/// The mail of a folder that `grok-lab split` or `sample-mail` wrote: one mailbox a participant, and the test's.
package struct Corpus: Sendable {
    package let participants: [(name: String, data: ParticipantData)]
    package let test: [SparseExample]

    /// Reads `*.mbox` of a folder; `test.mbox` is what is measured on.
    ///
    /// - Throws: ``LabError`` when the folder or a mailbox is missing or has no labels; what the mail reader throws.
    package init(folder: String, specification: ModelSpecification, heldOutPercent: Int = 10) throws {
        guard let found = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw LabError.notAFolder(path: folder)
        }
        let files = found.filter { $0.hasSuffix(".mbox") }.sorted()
        guard files.contains("test.mbox") else { throw LabError.missingMail(folder: folder, what: "test.mbox") }
        let mailboxes = files.filter { $0 != "test.mbox" }
        guard !mailboxes.isEmpty else { throw LabError.missingMail(folder: folder, what: "participant's mailbox") }
        participants = try mailboxes.map { file in
            let examples = try LabelledMail(MailPaths([folder + "/" + file]), specification: specification)
            guard !examples.isEmpty else { throw LabError.noLabels(path: folder + "/" + file) }
            let data = ParticipantData(examples, heldOutPercent: heldOutPercent)
            return (String(file.dropLast(".mbox".count)), data)
        }
        let test = try LabelledMail(MailPaths([folder + "/test.mbox"]), specification: specification)
        guard !test.isEmpty else { throw LabError.noLabels(path: folder + "/test.mbox") }
        self.test = Array(test.examples)
    }
}
