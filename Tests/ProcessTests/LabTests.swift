import Foundation
import Testing

/// `grok-lab`: what it writes can be worked with, and what it is given may be wrong.
@Suite(.timeLimit(.minutes(20))) struct LabTests {
    @Test func sampleMailCanBeSplit() async throws {
        try await Site.with { site in
            let sample = ["sample-mail", "--participants", "ann,ben", "--messages", "30", "--test-messages", "10"]
            let written = try await site.run(.lab, sample + ["--out", "sample"])
            #expect(written.status == 0 && written.output.count == 4 && written.errors.isEmpty, "\(written)")
            let split = ["split", "sample", "--participants", "cem,dot", "--out", "parts"]
            let parts = try await site.run(.lab, split)
            #expect(parts.status == 0 && parts.output.first?.hasPrefix("mailbox") == true, "\(parts)")
            let mailboxes = try FileManager.default.contentsOfDirectory(atPath: "\(site.path)/parts").sorted()
            #expect(mailboxes == ["cem.mbox", "dot.mbox", "test.mbox"])
        }
    }

    @Test(arguments: [
        (["split", "none", "--participants", "ann,ben", "--out", "parts"], 65, "none: no such file or folder"),
        (["split", "mail", "--participants", "ann,ann", "--out", "parts"], 64, "participant 'ann': named twice"),
        (["split", "mail", "--participants", "ann,ben", "--out", "mail/bob.mbox/parts"], 74, "can't be written"),
        (["compare", "none"], 65, "none is not a folder that can be read"),
        (["compare", "kits"], 65, "kits holds no test.mbox; make one with grok-lab split or sample-mail"),
        (["sample-mail", "--participants", "ann,test", "--out", "parts"], 64, "participant 'test'"),
    ])
    func whatIsWrong(arguments: [String], status: Int32, reason: String) async throws {
        try await Site.with { site in
            let ending = try await site.run(.lab, arguments)
            #expect(ending.status == status, "\(ending)")
            #expect(ending.errors.last?.hasPrefix("grok-lab: ") == true && ending.errors.last?.contains(reason) == true)
        }
    }
}
