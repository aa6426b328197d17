import CommandSupport
import Federation
import Foundation
import Learning
import Mail
import Mailboxes
import Synchronization

enum Files {
    static func readModel(_ bytes: [UInt8]) {
        guard let file = try? SafetensorsFile(decoding: bytes) else { return }
        precondition(4 * file.values.count <= bytes.count, "a model has more than its file")
        let again = try? SafetensorsFile(decoding: file.encoded())
        precondition(again?.layout == file.layout, "it reads back with another layout")
        _ = try? ModelFile.read(bytes)
        _ = try? ModelFile.decode(bytes, specification: ModelSpecification(rows: 16))
    }

    static func readMail(_ bytes: [UInt8]) {
        guard let message = MessageParser().message(bytes) else { return }
        // UTF-16 read as such grows by half, invalid bytes to three each.
        precondition(message.text.utf8.count <= 3 * bytes.count + 16, "a text is longer than its message")
        let features = Tokenizer().features(subject: message.subject, text: message.text)
        precondition(features.count <= 500 && features.allSatisfy { $0 < 1 << 16 }, "a message has odd features")
    }

    static func readMailbox(_ bytes: [UInt8]) {
        with(bytes, named: "mailbox") { path in
            _ = try? MailReader().read([path]) { _ in }
        }
    }

    static func readConfiguration(_ bytes: [UInt8]) {
        with(bytes, named: "settings.yaml") { path in
            _ = try? ServerConfiguration.load(environment: [:], file: path)
            _ = try? ClientConfiguration.load(environment: [:], file: path)
        }
    }

    private static let number = Atomic<Int>(0)

    /// A file of its own, for what reads files only; in memory where there is such a place, since it is one of many.
    private static func with(_ bytes: [UInt8], named name: String, _ body: (String) -> Void) {
        let memory = "/dev/shm"
        let folder = access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
        let own = number.add(1, ordering: .relaxed).newValue
        let path = "\(folder)/grok-fuzz-\(ProcessInfo.processInfo.processIdentifier)-\(own)-\(name)"
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            preconditionFailure("\(path) cannot be written")
        }
        defer { unlink(path) }
        body(path)
    }
}
