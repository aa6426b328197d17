/// Text from the network on its way into a log.
package enum LogText {
    /// At most 200 characters, without control characters.
    package static func sanitized(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(200).filter { $0.properties.generalCategory != .control }))
    }
}
