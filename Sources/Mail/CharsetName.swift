/// The names of charsets as mail writes them.
enum CharsetName {
    /// The name in lower case, or the one that programs mean by it.
    static func canonical(_ name: String) -> String {
        var name = name.trimmed.lowercased()
        name = String(name.drop { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
        for suffix in ["-i", "-e"] where name == "iso-8859-8" + suffix { return "iso-8859-8" }
        if let number = name.number(after: "cp-") ?? name.number(after: "win-") ?? name.number(after: "win") {
            return "cp" + number
        }
        return aliases[name] ?? aliases[name.hasPrefix("x-") ? String(name.dropFirst(2)) : name] ?? name
    }

    /// Whether this is of the families that mail uses. iconv knows hundreds more, modules that nobody looks at among
    /// them.
    static func isOfMail(_ name: String) -> Bool {
        guard name.utf8.count <= 40, name.utf8.allSatisfy(isNameByte) else { return false }
        return families.contains { name.hasPrefix($0) } || exact.contains(name)
    }

    /// Where a name is used for a superset of what it says, the superset (WHATWG Encoding Standard §4.2).
    private static let aliases = [
        "chinesebig5": "big5", "cn-gb": "gb18030", "cseucpkdfmtjapanese": "euc-jp", "csgb2312": "gb18030",
        "csksc56011987": "cp949", "csshiftjis": "cp932", "euc-kr": "cp949", "eucjp": "euc-jp", "euckr": "cp949",
        "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "ks_c_5601": "cp949",
        "ks_c_5601-1987": "cp949", "ks_c_5601-1989": "cp949", "ksc5601": "cp949", "ms_kanji": "cp932",
        "shift-jis": "cp932", "shift_jis": "cp932", "shiftjis": "cp932", "sjis": "cp932", "tis-620": "cp874",
        "unicode": "utf-16", "utf8mb4": "utf-8", "utf_8": "utf-8",
    ]

    private static let families = [
        "big5", "cp12", "cp4", "cp8", "cp9", "euc-", "gb", "hz", "ibm4", "ibm8", "iso-2022-jp", "iso-2022-kr",
        "iso-8859-", "iso8859-", "iso_8859-", "koi8", "ks_c_", "mac", "shift", "sjis", "tis-620", "utf-16", "utf-32",
        "windows-", "x-mac", "x-sjis",
    ]
    private static let exact: Set = [
        "csbig5", "cseuckr", "csiso2022jp", "csiso2022kr", "johab", "utf-7", "viscii",
    ]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }
}

extension String {
    /// The digits that follow a prefix and end the text.
    fileprivate func number(after prefix: String) -> String? {
        guard hasPrefix(prefix), case let rest = dropFirst(prefix.count), !rest.isEmpty else { return nil }
        return rest.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? String(rest) : nil
    }
}
