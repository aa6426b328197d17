/// How far a reader is.
public struct MailProgress: Hashable, Sendable {
    /// Messages read so far.
    public let messages: Int
    /// Bytes read so far, as the files hold them (compressed, where they are).
    public let bytes: Int64
    /// The bytes of all files to read.
    public let totalBytes: Int64
    /// The file being read.
    public let path: String
}
