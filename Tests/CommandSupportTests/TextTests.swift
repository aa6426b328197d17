import Federation
import Sysexits
import Testing

@testable import CommandSupport

@Suite struct TextTests {
    @Test func tablesAlign() {
        var table = TextTable(["run", "accuracy", "by"])
        table.append(["central", "0.981", "-"])
        table.append(["federated, encrypted", "12", "alice"])
        #expect(
            table.description == """
                run                   accuracy  by
                central                  0.981  -
                federated, encrypted        12  alice
                """)
    }

    @Test(arguments: [
        ("localhost:7433", "localhost", 7433), ("0.0.0.0:0", "0.0.0.0", 0), ("[::1]:65535", "::1", 65535),
        ("[fe80::1%eth0]:1", "fe80::1%eth0", 1),
    ])
    func addresses(text: String, host: String, port: Int) throws {
        let address = try #require(HostPort(text))
        #expect(address.host == host && Int(address.port) == port && address.description == text)
    }

    @Test(arguments: [
        "", ":", "localhost", "localhost:", ":7433", "localhost:65536", "localhost:-1", "::1:7433", "[::1]",
        "[localhost]:1", "a b:1", "a:+1", "http://a:1", "a/b:1", "a:١",
    ])
    func noAddresses(text: String) {
        #expect(HostPort(text) == nil)
    }

    @Test(arguments: [("", "", 0), ("kitten", "sitting", 3), ("rounds", "round", 1), ("", "abc", 3), ("ab", "ba", 2)])
    func editDistances(left: String, right: String, distance: Int) {
        #expect(EditDistance.between(left, right) == distance)
        #expect(EditDistance.between(right, left) == distance)
    }

    @Test func manyPathsAreCounted() {
        #expect("\(PathList(["a"]))" == "a" && "\(PathList(["a", "b", "c"]))" == "a, b, c")
        #expect("\(PathList(["a", "b", "c", "d", "e"]))" == "a, b, c and 2 more")
    }

    @Test func whatCannotBeWrittenIsSaidInTheSystemsWords() throws {
        let folder = try TemporaryDirectory()
        let path = "\(folder.path)/none/file"
        let expected = CommandFailure(.inputOutput, "\(path) cannot be written: No such file or directory")
        #expect(throws: expected) { try AtomicFile.write([1], to: path) }
    }

    @Test func failuresAreOneLine() {
        struct Odd: Error, CustomStringConvertible { var description: String { "a\nb" } }
        #expect(CommandFailure(Odd()) == CommandFailure(.failed, "a\\nb"))
        #expect(CommandFailure(KitError.notAKit).exitStatus == .kit)
        let failure = CommandFailure(.unavailable, "the server is away")
        #expect(CommandFailure(failure) == failure)
    }

    /// sysexits(3) and the shells fix these numbers; scripts rely on them.
    @Test func statuses() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 64, 65, 69, 73, 74, 77, 78, 130])
    }
}
