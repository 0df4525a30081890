/// The languages of the people's interface.
package enum Language: String, Hashable, Sendable, CaseIterable { case zh, en }

/// One sentence in both languages, Chinese first.
package struct Wording: Hashable, Sendable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    package func callAsFunction(_ language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}
