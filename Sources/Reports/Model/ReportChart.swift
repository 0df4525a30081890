package import Quantities

/// A bar chart; its numbers also stand in the table beside it.
package struct ReportChart: Hashable, Sendable {
    /// One bar of a group.
    package struct Bar: Hashable, Sendable {
        /// Index into `series`.
        package var series: Int
        /// Nil when there is nothing to draw.
        package var value: ExactDecimal?
        /// What stands at the end of the bar.
        package var label: String

        package init(series: Int, value: ExactDecimal?, label: String) {
            self.series = series
            self.value = value
            self.label = label
        }
    }

    /// The bars that belong to one name.
    package struct Group: Hashable, Sendable {
        package var name: String
        package var bars: [Bar]

        package init(name: String, bars: [Bar]) {
            self.name = name
            self.bars = bars
        }
    }

    package var title: String
    /// One sentence for readers who do not see the chart.
    package var summary: String
    package var series: [String]
    package var groups: [Group]
    /// A line across all groups, such as 100 %.
    package var reference: ExactDecimal?
    package var referenceLabel: String?
    /// Bars beyond this are cut off there and carry a mark.
    package var clip: ExactDecimal?

    package init(
        title: String, summary: String, series: [String], groups: [Group], reference: ExactDecimal? = nil, referenceLabel: String? = nil,
        clip: ExactDecimal? = nil
    ) {
        self.title = title
        self.summary = summary
        self.series = series
        self.groups = groups
        self.reference = reference
        self.referenceLabel = referenceLabel
        self.clip = clip
    }
}
