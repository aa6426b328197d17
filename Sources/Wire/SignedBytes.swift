/// A signed document as it travels.
package struct SignedBytes: Equatable, Sendable {
    package var content: [UInt8]
    package var signature: [UInt8]

    package init(content: [UInt8], signature: [UInt8]) {
        self.content = content
        self.signature = signature
    }
}
