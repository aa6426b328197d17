/// Finds the words of a text: runs of letters and digits (`[\p{L}\p{N}]+`) of its NFC form, each lower-cased.
///
/// Lower-casing is Unicode's default mapping of each character on its own (no locale, no final sigma), so that any
/// language can do the same: `İ` becomes `i` and a combining dot. ASCII is read straight from the UTF-8 bytes.
struct WordScanner {
    /// A word: its bytes, in lower case but for ASCII ones, and the FNV-1a hash of its lower-case bytes.
    struct Word {
        let bytes: UnsafeBufferPointer<UInt8>
        let hash: UInt64
        /// The hash of its stem, where the word is longer than that.
        let stem: UInt64?

        /// The lower-case word.
        var text: String { String(decoding: bytes.lazy.map(WordScanner.lowerCased), as: UTF8.self) }

        /// The hash of the lower-case bytes with one more in front.
        func hash(after first: UInt8) -> UInt64 {
            var hash = FNV1a()
            hash.add(first)
            for byte in bytes { hash.add(WordScanner.lowerCased(byte)) }
            return hash.value
        }
    }

    private static let separator: UInt8 = 0
    private static let beyondASCII: UInt8 = 1
    /// For each byte: its lower case where it is an ASCII letter or digit, else one of the two marks above.
    private static let lowerCase: [UInt8] = (0...255).map { byte in
        guard byte < 0x80 else { return beyondASCII }
        let character = Unicode.Scalar(UInt8(byte))
        guard character.properties.isAlphabetic || ("0"..."9").contains(character) else { return separator }
        return UInt8(ascii: character.properties.lowercaseMapping.unicodeScalars.first ?? character)
    }

    /// A byte of a word in lower case; what is beyond ASCII is that already.
    private static func lowerCased(_ byte: UInt8) -> UInt8 {
        let lower = lowerCase[Int(byte)]
        return lower > beyondASCII ? lower : byte
    }

    /// Hands each word on, in order, until the receiver returns false; returns false then too.
    @inline(__always)
    static func scan(_ text: String, _ receive: (Word) -> Bool) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in lowerCase.withUnsafeBufferPointer { scan(utf8, table: $0, receive) } }
    }

    @inline(__always)
    private static func scan(
        _ utf8: UnsafeBufferPointer<UInt8>, table: UnsafeBufferPointer<UInt8>, _ receive: (Word) -> Bool
    ) -> Bool {
        var position = 0
        while position < utf8.count {
            let start = position
            var hash = FNV1a()
            var stem: UInt64?
            var isASCII = true
            while position < utf8.count {
                let byte = table[Int(utf8[position])]
                if byte == separator { break }
                if position - start == FeatureSet.stemLength { stem = hash.value }
                isASCII = isASCII && byte != beyondASCII
                hash.add(byte)
                position += 1
            }
            let run = UnsafeBufferPointer(rebasing: utf8[start..<position])
            position += 1
            if run.isEmpty { continue }
            guard isASCII ? receive(Word(bytes: run, hash: hash.value, stem: stem)) : scanUnicode(run, receive) else {
                return false
            }
        }
        return true
    }

    /// The words of a run with characters beyond ASCII. No normalisation reaches across the ASCII separators at its
    /// ends into a letter or digit, so that a run can be normalised alone.
    private static func scanUnicode(_ run: UnsafeBufferPointer<UInt8>, _ receive: (Word) -> Bool) -> Bool {
        var word: [UInt8] = []
        for scalar in NFC.composed(String(decoding: run, as: UTF8.self)).unicodeScalars {
            if scalar.isWordPart {
                word += scalar.properties.lowercaseMapping.utf8
            } else if !hand(on: &word, receive) {
                return false
            }
        }
        return hand(on: &word, receive)
    }

    private static func hand(on word: inout [UInt8], _ receive: (Word) -> Bool) -> Bool {
        defer { word.removeAll(keepingCapacity: true) }
        if word.isEmpty { return true }
        var hash = FNV1a()
        var stem: UInt64?
        var characters = 0
        for byte in word {
            if !UTF8.isContinuation(byte) {
                if characters == FeatureSet.stemLength { stem = hash.value }
                characters += 1
            }
            hash.add(byte)
        }
        return word.withUnsafeBufferPointer { receive(Word(bytes: $0, hash: hash.value, stem: stem)) }
    }
}

extension Unicode.Scalar {
    /// Whether this is a letter or a number: general category L or N.
    fileprivate var isWordPart: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }
}
