import CArchive
import Mail

/// An archive or a compressed file, read front to back by libarchive: zip, tar, gzip, bzip2, xz, zstd and their
/// combinations.
/// A compressed file that is no archive has one entry.
final class ArchiveFile: ByteSource {
    private let archive: OpaquePointer
    /// What is left of libarchive's own buffer; valid until it is asked for more.
    private var block = UnsafeRawBufferPointer(start: nil, count: 0)

    init(path: String) throws(SourceFailure) {
        guard let archive = archive_read_new() else {
            throw SourceFailure(reason: .unreadable, detail: "out of memory")
        }
        self.archive = archive
        archive_read_support_filter_gzip(archive)
        archive_read_support_filter_bzip2(archive)
        archive_read_support_filter_xz(archive)
        archive_read_support_filter_zstd(archive)
        archive_read_support_format_tar(archive)
        archive_read_support_format_zip(archive)
        archive_read_support_format_raw(archive)
        let code = archive_read_open_filename(archive, path, 64 << 10)
        guard code == ARCHIVE_OK else { throw failure() }
    }

    deinit {
        archive_read_free(archive)
    }

    /// One regular file in the archive.
    struct Entry {
        /// Its path in the archive; nil for the contents of a compressed file.
        let path: String?
    }

    /// Goes to the next regular file; the archive itself is then the source of its bytes. Returns nil at the end.
    func nextEntry() throws(SourceFailure) -> Entry? {
        var entry: OpaquePointer?
        block = UnsafeRawBufferPointer(start: nil, count: 0)
        while true {
            switch archive_read_next_header(archive, &entry) {
            case ARCHIVE_EOF: return nil
            case ARCHIVE_OK, ARCHIVE_WARN: break
            case ARCHIVE_RETRY: continue
            default: throw failure()
            }
            // A sparse file may claim any size and costs nothing; no mail is one.
            guard archive_entry_filetype(entry) == 0o100000, archive_entry_sparse_count(entry) == 0 else { continue }
            return Entry(path: isRaw ? nil : archive_entry_pathname(entry).map { String(cString: $0) } ?? "?")
        }
    }

    /// The compressed bytes read so far.
    var position: Int64 { archive_filter_bytes(archive, -1) }

    /// By blocks: archive_read_data(3) would drop what it has read when the archive breaks off.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
        while block.isEmpty {
            guard try nextBlock() else { return 0 }
        }
        let piece = UnsafeRawBufferPointer(rebasing: block.prefix(buffer.count))
        buffer.copyMemory(from: piece)
        block = UnsafeRawBufferPointer(rebasing: block.dropFirst(piece.count))
        return piece.count
    }

    /// False at the end of the entry.
    private func nextBlock() throws(SourceFailure) -> Bool {
        var (start, count, offset): (UnsafeRawPointer?, Int, la_int64_t) = (nil, 0, 0)
        while true {
            switch archive_read_data_block(archive, &start, &count, &offset) {
            case ARCHIVE_EOF: return false
            case ARCHIVE_RETRY: continue
            case ARCHIVE_OK, ARCHIVE_WARN:
                block = UnsafeRawBufferPointer(start: start, count: count)
                return true
            default: throw failure()
            }
        }
    }

    /// ARCHIVE_FORMAT_RAW, a macro that Swift does not see through.
    private var isRaw: Bool { archive_format(archive) == 0x90000 }

    private func failure() -> SourceFailure {
        let detail = archive_error_string(archive).map { String(cString: $0) } ?? "damaged"
        return SourceFailure(reason: .archiveDamaged, detail: detail)
    }
}
