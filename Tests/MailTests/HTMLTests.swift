import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct HTMLTests {
    @Test(arguments: [
        ("<p>one</p><p>two", "one\ntwo"),
        ("V<b>ia</b>gr<!-- x -->a", "Viagra"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("&lt;tag&gt; &eacute;&#233;&#xE9; fish &amp; chips &nosuch; x&nbsp;y", "<tag> ééé fish & chips &nosuch; x y"),
        ("a <script>var x = '<p>no</p>';</script>b<style>p { color: red }</style> c", "a b c"),
        ("<title>T</title><body>  many\n\n   blanks\t </body>", "T\nmany blanks"),
        ("see <img src=x alt='the picture'>here", "see the picture here"),
        ("<p>unclosed <b>bold <i>both", "unclosed bold both"),
        ("text only", "text only"), ("", ""), ("<", "<"), ("<p", ""), ("a < b > c", "a < b > c"),
        ("日本<b>語</b>", "日本語"),
        ("<meta charset=iso-8859-1><p>schön", "schön"),
        ("a\u{0}b", "ab"),
    ])
    func givesWhatAReaderSees(_ html: String, _ text: String) {
        #expect(HTMLText.text(of: html) == text)
    }

    @Test func aPageMayNameItsCharset() throws {
        let head =
            "Content-Type: text/html\n\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\">"
        let bytes = Array(head.utf8) + Array("<body>".utf8) + [0xCD, 0xC9, 0xD2]
        #expect(MessageParser().message(bytes)?.text == "мир")
        #expect(HTMLText.declaredCharset(Array("<meta charset='UTF-8'>".utf8)) == "utf-8")
        #expect(HTMLText.declaredCharset(Array("<meta charset=utf-16le>".utf8)) == "utf-8")
        #expect(HTMLText.declaredCharset(Array("<p>charset=utf-7".utf8)) == nil)
    }

    @Test func hostilePagesTakeBoundedWork() {
        let limit = MailLimits().htmlBytes
        let attributes = "<p " + (0..<limit / 8).map { "a\($0) " }.joined() + ">end"
        let nested = String(repeating: "<i>", count: limit / 6) + String(repeating: "</b>", count: limit / 8)
        let comments = String(repeating: "<!-- ", count: limit / 5)
        for page in [attributes, nested, comments, String(repeating: "<", count: limit)] {
            #expect(HTMLText.text(of: page).utf8.count <= page.utf8.count)
        }
    }
}
