/// How long a transaction waits for another program that is writing to the database, a person's `sqlite3` say.
struct BusyPolicy: Sendable {
    /// Tries before giving up.
    var attempts = 5
    /// What SQLite itself waits at each try.
    var seconds = 1.0
    /// Called before each further try with the number of tries so far.
    var willRetry: @Sendable (Int) -> Void = { _ in }
}
