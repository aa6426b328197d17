import Testing

@testable import RoundStore

struct StoreErrorTests {
    @Test("Each error is one line: what, where, what to do")
    func lines() {
        let lines: [(StoreError, String)] = [
            (
                .conflict("round 1 has another contribution of bob"),
                "round 1 has another contribution of bob; what was stored before stays"
            ),
            (
                .corrupted(path: "/s/state.sqlite", reason: "the file is empty"),
                "/s/state.sqlite is damaged: the file is empty; put an intact copy back (docs/operations.md, Backup and restore)"
            ),
            (
                .inputOutput(path: "/s/tmp/1", reason: "No space left on device"),
                "cannot use /s/tmp/1: No space left on device; check the free space and the permissions, then start again"
            ),
            (
                .locked(path: "/s", process: 17),
                "/s is in use by process 17; stop that one or choose another directory with --state"
            ),
            (
                .locked(path: "/s", process: nil),
                "/s is in use by another process; stop that one or choose another directory with --state"
            ),
            (.missing("round 4"), "round 4 is not in the state directory; check --state and --kit"),
            (
                .newerSchema(path: "/s", found: "server 9"),
                "/s was written by a newer version (server 9); install that version "
                    + "or choose another directory with --state"
            ),
            (
                .otherOwner(path: "/s", expected: "grok://a/server", found: "grok://b/server"),
                "/s belongs to grok://b/server, not to grok://a/server; choose another directory with --state"
            ),
        ]
        for (error, line) in lines { #expect("\(error)" == line) }
    }
}
