import Primitives
import Testing
import Wire

@testable import GrokClient

@Suite struct UploadQueueTests {
    private static func upload(_ text: String, parts: Int) -> Upload {
        let digest = Digest(sha256: Array(text.utf8))
        let body = [UInt8](repeating: 1, count: parts * Upload.partByteCount)
        return Upload(message: .refused(announcement: digest, reason: text), digest: digest, body: body)
    }

    @Test func uploadsGoOneAfterTheOther() {
        var queue = UploadQueue()
        let step1 = queue.add(Self.upload("first", parts: 2))
        #expect(step1)
        let step2 = queue.add(Self.upload("second", parts: 1))
        #expect(!step2)
        var offsets: [Int?] = []
        while let message = queue.next() {
            if case .chunk(let chunk) = message { offsets.append(chunk.offset) } else { offsets.append(nil) }
        }
        #expect(offsets == [nil, 0, Upload.partByteCount, nil, 0])
    }

    @Test func nothingMoreIsSentOfWhatWasRefused() {
        var queue = UploadQueue()
        let refused = Self.upload("refused", parts: 9)
        _ = queue.add(refused)
        _ = queue.next()
        _ = queue.next()
        queue.cancel(refused.digest)
        // The one who sends comes for the next part: there must be one sender only.
        let step3 = queue.add(Self.upload("next", parts: 1))
        #expect(!step3)
        let step4 = queue.next()
        #expect(step4 == .refused(announcement: Digest(sha256: Array("next".utf8)), reason: "next"))
        let step5 = queue.next()
        #expect(step5 != nil)
        let step6 = queue.next()
        #expect(step6 == nil)
        let step7 = queue.add(refused)
        #expect(step7)
    }

    @Test func whatWaitsCanBeCancelledToo() {
        var queue = UploadQueue()
        let waiting = Self.upload("waiting", parts: 1)
        _ = queue.add(Self.upload("first", parts: 1))
        _ = queue.add(waiting)
        queue.cancel(waiting.digest)
        var messages = 0
        while queue.next() != nil { messages += 1 }
        #expect(messages == 2)
    }
}
