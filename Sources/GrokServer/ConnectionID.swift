/// A connection, as long as it lasts; never used twice by one server.
package struct ConnectionID: Hashable, Sendable {
    package let number: Int

    package init(_ number: Int) { self.number = number }
}
