import Foundation
import GrokAdmin
import Testing

/// The page as it is served: nothing from elsewhere, and nothing missing.
@Suite struct AdminPageTests {
    private var page: String { Views.site().text("/") }
    private var script: String { Views.site().text("/admin.js") }
    private var style: String { Views.site().text("/admin.css") }

    @Test func nothingComesFromElsewhere() {
        let allowed = ["http://www.w3.org/2000/svg"]
        for source in [page, script, style] {
            let addresses = source.matches(of: /[a-z]+:\/\/[^\s"'`)]+/).map { String($0.output) }
            #expect(addresses.allSatisfy(allowed.contains), "\(addresses)")
            #expect(!source.contains("@import") && !source.contains("url("))
        }
        // The content security policy would stop it, silently.
        #expect(!page.contains("style=") && !page.contains("onclick") && !page.contains("<script>"))
        #expect(!script.contains("innerHTML") && !script.contains("eval("))
    }

    @Test func theScriptFindsWhatItLooksFor() {
        let wanted = Set(script.matches(of: /byId\("([a-z-]+)"\)/).map { String($0.output.1) })
        #expect(wanted.count > 10)
        for id in wanted { #expect(page.contains("id=\"\(id)\""), "\(id)") }
    }

    @Test func everyPathThatIsAskedForIsThere() {
        let paths = (page + script).matches(of: /"((?:api\/|admin\.)[a-z]+)/).map { "/" + $0.output.1 }
        #expect(Set(paths).isSuperset(of: ["/admin.css", "/admin.js", "/api/events"]))
        for path in paths where path != "/api/events" { #expect(Views.site().get(path)?.status == 200, "\(path)") }
    }

    @Test func lightAndDarkSetTheSameColours() throws {
        let blocks = style.components(separatedBy: ":root").dropFirst().map {
            Set($0.prefix { $0 != "}" }.matches(of: /--[a-z-]+(?=:)/).map { String($0.output) })
        }
        #expect(blocks.count == 2 && blocks.first == blocks.last && blocks.first?.isEmpty == false)
    }
}
