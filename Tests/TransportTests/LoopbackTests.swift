import Testing

@testable import Transport

/// Which addresses only this host reaches.
@Suite struct LoopbackTests {
    @Test(arguments: ["127.0.0.1", "127.255.3.9", "::1", "::ffff:127.0.0.1"])
    func thisHostOnly(_ host: String) throws {
        #expect(try Resolver.addresses(of: host, port: 1).allSatisfy(\.isLoopback))
    }

    @Test(arguments: ["0.0.0.0", "::", "10.0.0.1", "126.0.0.1", "128.0.0.1", "2001:db8::1", "::2", "::ffff:10.0.0.1"])
    func othersToo(_ host: String) throws {
        #expect(try Resolver.addresses(of: host, port: 1).allSatisfy { !$0.isLoopback })
    }
}
