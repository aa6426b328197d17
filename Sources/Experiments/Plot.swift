/// Lines or points in a plane, written as SVG.
public struct Plot: Sendable {
    /// One line, or one cloud of labelled points.
    struct Series {
        var name: String
        var points: [(x: Double, y: Double)]
        var labels: [String] = []
    }

    private static let colours = ["#1b6ca8", "#d1495b", "#3a7d44", "#8d6a9f", "#c98a1b", "#444444"]
    private static let (width, height, margin) = (720.0, 440.0, 56.0)

    /// What it shows; also the name of its file.
    public let name: String
    /// The picture.
    public let svg: String

    init(_ name: String, x: String, y: String, _ series: [Series]) {
        self.name = name
        let frame = Frame(series.flatMap(\.points))
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.width) \(Self.height)\" font-family=\"sans-serif\" font-size=\"12\">",
            "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
            Self.text(Self.width / 2, 20, name, "middle"), Self.text(Self.width / 2, Self.height - 8, x, "middle"),
            Self.text(8, 36, y, "start"),
        ]
        parts += frame.ticks
        for (index, one) in series.enumerated() {
            let colour = Self.colours[index % Self.colours.count]
            parts += one.labels.isEmpty ? Self.line(one, frame, colour) : Self.cloud(one, frame, colour)
            parts.append(Self.text(Self.width - 150, 40 + 16 * Double(index), one.name, "start", colour))
        }
        svg = parts.joined(separator: "\n") + "\n</svg>\n"
    }

    private static func line(_ series: Series, _ frame: Frame, _ colour: String) -> [String] {
        let points = series.points.map { "\(frame.x($0.x)),\(frame.y($0.y))" }.joined(separator: " ")
        return ["<polyline points=\"\(points)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"/>"]
    }

    private static func cloud(_ series: Series, _ frame: Frame, _ colour: String) -> [String] {
        zip(series.points, series.labels).flatMap { point, label in
            [
                "<circle cx=\"\(frame.x(point.x))\" cy=\"\(frame.y(point.y))\" r=\"2.5\" fill=\"\(colour)\"/>",
                text(frame.x(point.x) + 4, frame.y(point.y) - 3, label, "start", colour),
            ]
        }
    }

    private static func text(
        _ x: Double, _ y: Double, _ text: String, _ anchor: String, _ colour: String = "#222"
    ) -> String {
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" fill=\"\(colour)\">\(escaped)</text>"
    }

    /// Maps what is plotted into the picture.
    private struct Frame {
        private let low: (x: Double, y: Double)
        private let high: (x: Double, y: Double)

        init(_ points: [(x: Double, y: Double)]) {
            let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
            let (xs, ys) = (finite.map(\.x), finite.map(\.y))
            low = (xs.min() ?? 0, ys.min() ?? 0)
            high = (max(xs.max() ?? 1, low.x + 1e-9), max(ys.max() ?? 1, low.y + 1e-9))
        }

        func x(_ x: Double) -> Double {
            (margin + (x - low.x) / (high.x - low.x) * (width - 2 * margin)).rounded(to: 1)
        }

        func y(_ y: Double) -> Double {
            (height - margin - (y - low.y) / (high.y - low.y) * (height - 2 * margin)).rounded(to: 1)
        }

        var ticks: [String] {
            (0...4).flatMap { step -> [String] in
                let part = Double(step) / 4
                let (atX, atY) = (low.x + part * (high.x - low.x), low.y + part * (high.y - low.y))
                return [
                    text(x(atX), height - margin + 18, "\(atX.rounded(to: 2))", "middle"),
                    text(margin - 6, y(atY) + 4, "\(atY.rounded(to: 3))", "end"),
                ]
            }
        }
    }
}
