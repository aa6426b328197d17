/// What was not quite right with the text of a message.
package struct TextQuality: Equatable, Sendable {
    package var unknownCharset = false
    package var closed = false
    package var cut = false
}
