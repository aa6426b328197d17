import Testing

@testable import GrokAdmin

@Suite struct HTTPRequestTests {
    private func refusal(_ head: String) -> HTTPRequest.Refusal? {
        do throws(HTTPRequest.Refusal) {
            _ = try HTTPRequest(head: Array(head.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func aRequestIsRead() throws {
        let head = "GET /api/rounds?after=7&x HTTP/1.1\r\nAccept: */*\r\nhOsT: \t LOCALHOST:80 \r\nEmpty:"
        let request = try HTTPRequest(head: Array(head.utf8))
        #expect(request == HTTPRequest(path: "/api/rounds", query: "after=7&x", host: "localhost:80"))
        #expect(try request.number("after") == 7)
        #expect(try request.number("x") == nil)
    }

    @Test(arguments: [
        ("", 400), ("GET /", 400), ("GET / FTP/1.1\r\nHost: a", 400), ("GET  / HTTP/1.1\r\nHost: a", 400),
        ("GET / HTTP/2\r\nHost: a", 505), ("GET http://a/ HTTP/1.1\r\nHost: a", 400), ("GET / HTTP/1.1", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a", 400), ("GET / HTTP/1.1\r\nHost : a", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\n folded", 400), ("GET / HTTP/1.1\r\nHost: a\r\nnocolon", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\n: no name", 400),
    ])
    func whatIsNoRequestIsRefused(_ head: String, _ status: Int) {
        #expect(refusal(head)?.status == status)
    }

    @Test(arguments: ["-1", "", "x", "1.5", "99999999999999999999"]) func numbersAreWholeNumbers(_ text: String) {
        let request = HTTPRequest(path: "/", query: "after=\(text)", host: "a")
        #expect(throws: HTTPRequest.Refusal.self) { try request.number("after") }
    }

    @Test func theHeadMayComeInAnyPieces() throws {
        let head = Array("GET /x HTTP/1.1\r\nHost: a\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n".utf8)
        for size in 1...head.count {
            var reader = RequestReader()
            var found: HTTPRequest?
            for start in stride(from: 0, to: head.count, by: size) where found == nil {
                found = try reader.append(Array(head[start..<min(head.count, start + size)]))
            }
            #expect(found == HTTPRequest(path: "/x", host: "a"), "pieces of \(size) bytes")
        }
    }

    @Test func aHeadWithoutEndIsRefusedBeforeItGrows() throws {
        var reader = RequestReader()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
        for _ in 0..<8 { #expect(try reader.append(piece) == nil) }
        #expect(throws: HTTPRequest.Refusal(431, "the request's head is longer than 8192 bytes")) {
            try reader.append(piece)
        }
    }

    @Test func bytesThatAreNoTextAreRefused() {
        var reader = RequestReader()
        #expect(throws: HTTPRequest.Refusal.self) { try reader.append([0xff, 0xfe] + Array("\r\n\r\n".utf8)) }
    }
}
