import Testing

@testable import RoundStore

@Suite struct FolderTests {
    @Test(arguments: [
        ("/a/b", "/a"), ("/a/b/", "/a"), ("/a//b", "/a"), ("/a", "/"), ("/", "/"), ("//", "/"), ("a/b", "a"),
        ("state", "."), ("s", "."), ("s/", "."), ("ä/\u{301}", "ä"), ("", "."),
    ])
    func theFolderAbove(path: String, parent: String) { #expect(Folder.parent(of: path) == parent) }
}
