import Federation
import Primitives
import Testing
import Wire

/// Frames that were tampered with: an error of this module or a message that is well formed, and nothing else.
@Suite struct MutationTests {
    @Test(arguments: Seeds.some(30))
    func aTamperedFrameIsAnErrorOrAWellFormedMessage(seed: UInt64) throws {
        var generator = MessageGenerator(seed: seed)
        var survivors = 0
        for _ in 0..<1000 {
            let frame = mutated(
                WireCodec.encode(generator.message(kind: generator.int(0...MessageGenerator.kinds - 1))), &generator)
            do {
                let message = try WireCodec.decode(frame)
                survivors += 1
                #expect(Violation.of(message) == nil)
                let again = try WireCodec.decode(WireCodec.encode(message))
                #expect(again == message)
            } catch {
                #expect(error is WireError, "\(error)")
            }
        }
        // Tampering that leaves nothing to decode would test nothing.
        #expect(survivors > 50)
    }

    @Test(arguments: Seeds.some(10))
    func tamperedFilesAreErrorsOrWellFormed(seed: UInt64) throws {
        var generator = MessageGenerator(seed: seed)
        for _ in 0..<300 {
            let file = mutated(TranscriptFile.encode(generator.signedTranscript()), &generator)
            let list = mutated(WireCodec.encode([generator.contribution(), generator.contribution()]), &generator)
            do {
                let signed = try TranscriptFile.decode(file)
                let transcript = signed.transcript
                #expect(signed.signature.count == 64 && signed.roster.signature.count == 64)
                #expect(Violation.announcement(transcript.announcement) == nil)
                for contribution in transcript.contributions {
                    #expect(Violation.of(.contribution(contribution)) == nil)
                }
                #expect(transcript.commits.allSatisfy { Violation.commit($0) == nil })
                for share in transcript.shares {
                    #expect(Digest(sha256: share.payload) == share.signed.statement.payload)
                }
                for contribution in try WireCodec.decodeContributions(list) {
                    #expect(Violation.of(.contribution(contribution)) == nil)
                }
            } catch {
                #expect(error is WireError, "\(error)")
            }
        }
    }

    @Test(arguments: Seeds.some(10))
    func noiseIsNoMessage(seed: UInt64) {
        var generator = MessageGenerator(seed: seed)
        for _ in 0..<1000 {
            let noise = generator.bytes(generator.int(0...100))
            do {
                let message = try WireCodec.decode(noise)
                #expect(Violation.of(message) == nil)
            } catch {
                #expect(error is WireError, "\(error)")
            }
        }
    }

    private func mutated(_ frame: [UInt8], _ generator: inout MessageGenerator) -> [UInt8] {
        var frame = frame
        for _ in 0..<generator.int(1...3) where !frame.isEmpty {
            // Most of a frame is content that means nothing here; its beginning is structure.
            let reach = generator.int(0...1) == 0 ? min(frame.count, 40) : frame.count
            let position = generator.int(0...reach - 1)
            switch generator.int(0...7) {
            case 0: frame[position] ^= 1 << UInt8(generator.int(0...7))
            case 1: frame[position] = [0, 0x7F, 0x80, 0xFF][generator.int(0...3)]
            case 2: frame.remove(at: position)
            case 3: frame.insert(UInt8(generator.int(0...255)), at: position)
            case 4: frame.removeSubrange(position...)
            case 5: frame.replaceSubrange(position..<position, with: [UInt8](repeating: 0xFF, count: 9) + [1])
            case 6: frame += frame.suffix(from: position).prefix(50)
            default: frame[position] &+= 1
            }
        }
        return frame
    }
}
