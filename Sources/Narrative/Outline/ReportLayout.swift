/// How a report is printed, as far as its file says; lengths in tenths of a millimetre, spacing in tenths of a point.
package struct ReportLayout: Hashable, Sendable {
    package struct Style: Hashable, Sendable {
        /// 1 for 一、, 2 for （一）; 0 for running text.
        package var level: Int
        package var font: String
        /// Where a paragraph of this style begins.
        package var place: Int

        package init(level: Int, font: String, place: Int) {
            self.level = level
            self.font = font
            self.place = place
        }
    }

    package var pageWidth: Int?
    package var pageHeight: Int?
    package var lineSpacing: Int?
    package var styles: [Style]

    package init(pageWidth: Int? = nil, pageHeight: Int? = nil, lineSpacing: Int? = nil, styles: [Style] = []) {
        self.pageWidth = pageWidth
        self.pageHeight = pageHeight
        self.lineSpacing = lineSpacing
        self.styles = styles
    }
}
